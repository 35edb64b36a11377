//! For whoever has the operators' token.

use leptos::prelude::*;

use super::act::Outcome;
use crate::api::operators::LogIn;

#[component]
pub fn Login() -> impl IntoView {
    let log_in = ServerAction::<LogIn>::new();
    view! {
        <main id="content" class="admin" tabindex="-1" lang="en" dir="ltr">
            <h1>"Operators"</h1>
            <p class="lead">"Log in with the token that this server was started with (LIVE_LOOP_ADMIN_TOKEN)."</p>
            <ActionForm action=log_in attr:class="card admin-login">
                <label for="admin-token">"Token"</label>
                <input
                    id="admin-token"
                    class="field"
                    type="password"
                    name="token"
                    autocomplete="current-password"
                    required
                />
                <Outcome action=log_in />
                <button class="button primary" type="submit">"Log in"</button>
            </ActionForm>
        </main>
    }
}
