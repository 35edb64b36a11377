//! Making a room, from the click to the link or to words that say why there is none.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{I18n, use_i18n};
use crate::protocol::rooms::Invitation;
use crate::services::invitation::{NoInvitation, make_room};

#[derive(Clone, Copy)]
pub struct Making {
    pub busy: RwSignal<bool>,
    trouble: RwSignal<Option<NoInvitation>>,
    made: Callback<Invitation>,
}

/// What becomes of a room goes to `made`, unless the page was left meanwhile.
pub fn use_making(made: impl Fn(Invitation) + Send + Sync + 'static) -> Making {
    Making { busy: RwSignal::new(false), trouble: RwSignal::new(None), made: Callback::new(made) }
}

impl Making {
    pub fn start(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let outcome = make_room().await;
            self.busy.try_set(false);
            match outcome {
                Ok(invitation) => {
                    self.made.try_run(invitation);
                }
                Err(refusal) => {
                    self.trouble.try_set(Some(refusal));
                }
            }
        });
    }
}

#[component]
pub fn MakingTrouble(making: Making) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        {move || {
            let refusal = making.trouble.get()?;
            Some(view! { <p role="alert" class="form-error">{move || words(i18n, refusal)}</p> })
        }}
    }
}

fn words(i18n: I18n, refusal: NoInvitation) -> String {
    match refusal {
        NoInvitation::TooMany { retry_after_seconds } => {
            let minutes = retry_after_seconds.div_ceil(60).max(1);
            i18n.say("invite-too-many", &[("minutes", minutes.into())])
        }
        NoInvitation::Unavailable => i18n.say("invite-unavailable", &[]),
    }
}
