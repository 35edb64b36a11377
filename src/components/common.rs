use leptos::prelude::*;

#[component]
pub fn NotFound() -> impl IntoView {
    view! { <main><h1>"NotFound"</h1></main> }
}
