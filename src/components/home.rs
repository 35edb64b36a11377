//! The first page: what Live Loop is, how to set it up, and a way to write to its host. It is
//! complete without scripts. Its one way on leads to the Studio.

mod contact_us;
mod hero;
mod set_up;

use leptos::prelude::*;

use super::common::PageHead;
use contact_us::ContactUs;
use hero::Hero;
use set_up::SetUp;

#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <PageHead
            title="home-title"
            description="home-description"
        />
        <main id="content" class="home" tabindex="-1">
            <Hero />
            <SetUp />
            <ContactUs />
        </main>
    }
}
