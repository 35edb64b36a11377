//! A few words for whoever is in a call and does not know how to go on.

use leptos::prelude::*;

#[component]
pub fn Help() -> impl IntoView {
    view! {
        <dl class="help">
            <dt>"Next"</dt>
            <dd>"Leaves this call, if there is one, and looks for someone new."</dd>
            <dt>"Stop"</dt>
            <dd>"Ends the call or the wait. Nobody is looked for until you press Next."</dd>
            <dt>"They cannot hear or see you?"</dt>
            <dd>"Look whether you are muted or your camera is off, then choose another device under Devices."</dd>
            <dt>"You hear nothing?"</dt>
            <dd>"Your partner may be muted: People tells. Some browsers wait for a tap before they play sound."</dd>
            <dt>"No picture comes?"</dt>
            <dd>"Strict company networks block video calls. Try another network, or your phone’s."</dd>
            <dt>"Somebody is unpleasant?"</dt>
            <dd>"Press Next or Stop. You owe nobody a goodbye."</dd>
        </dl>
    }
}
