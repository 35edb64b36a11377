//! The HTML shell, the contexts and the routes.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::components::call::CallPage;
use crate::components::common::NotFound;
use crate::components::home::HomePage;
use crate::components::studio::StudioPage;

/// The document around the app; rendered on the server only.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options.clone() />
                <HashedStylesheet options id="leptos" />
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
    crate::services::provide_contexts();
    view! {
        <Title formatter=|title| format!("{title} · Live Loop") />
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                <Route path=path!("/studio") view=StudioPage ssr=SsrMode::Async />
                <Route path=path!("/call") view=CallPage ssr=SsrMode::Async />
                <Route path=path!("/room/:room_id") view=StudioPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
