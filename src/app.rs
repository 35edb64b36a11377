//! The HTML shell, the contexts and the routes: where every page begins.
//!
//! The server renders [`shell`], the browser takes over [`App`]; from here it goes on to the page's
//! own folder in [`crate::components`].

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::components::admin::AdminPage;
use crate::components::call::CallPage;
use crate::components::common::{Footer, NavBar, NotFound, StartTrouble, provide_hydrated};
use crate::components::home::HomePage;
use crate::components::rules::RulesPage;
use crate::components::studio::StudioPage;
use crate::i18n::{first_language, provide_i18n};

/// The document around the app; rendered on the server only.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::security::headers::protect_page(&options);
    let language = first_language();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() dir=language.direction().as_str()>
            <head>
                <meta charset="utf-8" />
                // On phones the keyboard shrinks the page, so that the picture stays in sight.
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
                />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf6ef" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17111b" />
                // Other sites learn nothing. This one must, or the origin of a form that is sent without
                // scripts would be `null` (Fetch section 3.2), which the server refuses.
                <meta name="referrer" content="same-origin" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-180.png" />
                <link rel="manifest" href="/site.webmanifest" />
                <HashedStylesheet options=options.clone() id="leptos" />
                <script src="/watchdog.js" nonce=leptos::nonce::use_nonce()></script>
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_i18n();
    provide_hydrated();
    crate::services::provide_contexts();
    view! {
        <Title formatter=|title| format!("{title} · Live Loop") />
        <Router>
            <NavBar />
            <StartTrouble />
            <Routes fallback=NotFound>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                <Route path=path!("/studio") view=StudioPage ssr=SsrMode::Async />
                <Route path=path!("/admin") view=AdminPage ssr=SsrMode::Async />
                <Route path=path!("/rules") view=RulesPage ssr=SsrMode::Async />
                <Route path=path!("/call") view=CallPage ssr=SsrMode::Async />
                <Route path=path!("/room/:room_id") view=StudioPage ssr=SsrMode::Async />
            </Routes>
            <Footer />
        </Router>
    }
}
