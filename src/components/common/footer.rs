//! The end of every page but the call, which fills the window.

use leptos::prelude::*;

use super::LanguageChoice;
use crate::tr;

#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>
                <strong>{tr!("brand")}</strong>
                " "
                {tr!("footer-free")}
            </p>
            <ul>
                <li>
                    <a href="/#set-up">{tr!("set-up")}</a>
                </li>
                <li>
                    <a href="/rules">{tr!("rules")}</a>
                </li>
                <li>
                    <a href="/#contact">{tr!("contact")}</a>
                </li>
            </ul>
            <LanguageChoice id="footer-language" />
        </footer>
    }
}
