use leptos::prelude::*;

#[component]
pub fn StudioPage() -> impl IntoView {
    view! { <main><h1>"StudioPage"</h1></main> }
}
