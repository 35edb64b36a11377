//! The end of every page but the call, which fills the window.

use leptos::prelude::*;

#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>
                <strong>"Live Loop"</strong>
                " is free software: anyone may host it, read it and change it (MIT licence)."
            </p>
            <ul>
                <li>
                    <a href="/#set-up">"How to set up"</a>
                </li>
                <li>
                    <a href="/#contact">"Contact us"</a>
                </li>
            </ul>
        </footer>
    }
}
