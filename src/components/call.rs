use leptos::prelude::*;

#[component]
pub fn CallPage() -> impl IntoView {
    view! { <main><h1>"CallPage"</h1></main> }
}
