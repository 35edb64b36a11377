//! One line of the chat: who, what, when, and how far it has come.

use leptos::prelude::*;

use super::links::{Piece, pieces, seen_host};
use crate::components::common::{CopyButton, Glyph, Icon, clock};
use crate::i18n::use_i18n;
use crate::protocol::Timestamp;
use crate::services::call::{CallContext, ChatLine, Delivery};
use crate::tr;

#[component]
pub fn Line(line: ChatLine, partner: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let author = move || if line.mine { Some(i18n.say("you", &[])) } else { partner.clone() };
    let progress = use_progress(&line);
    view! {
        <li class="chat-line" class:mine=line.mine>
            <span class="visually-hidden">{move || author().map(|author| format!("{author}: "))}</span>
            // Direction and embedding are each message's own: none can turn round what stands beside it.
            <p dir="auto">{words(&line.text)}</p>
            <CopyButton text=line.text label="chat-copy" icon_only=true />
            // Not read out when it changes: the line was.
            <span class="chat-foot" aria-live="off">
                {move || {
                    let moment = progress.get().timestamp?;
                    Some(
                        view! { <time datetime=moment.to_string()>{move || clock(moment, i18n.language.get())}</time> },
                    )
                }}
                {move || line.mine.then(|| view! { <Tick delivery=progress.get().delivery /> })}
            </span>
        </li>
    }
    .into_any()
}

/// How far a line has come.
#[derive(Clone, Copy, PartialEq)]
struct Progress {
    timestamp: Option<Timestamp>,
    delivery: Delivery,
}

/// Own lines go on after they were written; the line itself stays, and with it the focus and the selection.
fn use_progress(line: &ChatLine) -> Signal<Progress> {
    let of = |line: &ChatLine| Progress { timestamp: line.timestamp, delivery: line.delivery };
    let (first, key) = (of(line), line.key.clone());
    if !line.mine {
        return Signal::stored(first);
    }
    let messages = expect_context::<CallContext>().messages;
    let now = move || messages.with(|lines| lines.iter().rev().find(|line| line.key == key).map(of));
    Memo::new(move |_| now().unwrap_or(first)).into()
}

#[component]
fn Tick(delivery: Delivery) -> impl IntoView {
    let (class, message) = match delivery {
        Delivery::Done => ("done", "chat-delivered"),
        // The style sheet shows it only where sending takes longer than usual.
        Delivery::Sending => ("sending", "chat-sending"),
        Delivery::GivenUp => ("given-up", "chat-given-up"),
    };
    view! {
        <span class=format!("chat-delivery {class}")>
            {(delivery == Delivery::Done).then(|| view! { <Icon glyph=Glyph::Check /> })}
            <span class:visually-hidden=delivery == Delivery::Done>{tr!(message)}</span>
        </span>
    }
}

fn words(text: &str) -> Vec<AnyView> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(url) => view! { <Link url=url.to_owned() /> }.into_any(),
        })
        .collect()
}

/// Leads away only by a click, and tells the other site nothing of this one.
#[component]
fn Link(url: String) -> impl IntoView {
    let host = seen_host(&url).map(|host| format!(" ({host})"));
    let href = url.clone();
    view! {
        <bdi dir="ltr">
            <a href=href target="_blank" rel="noreferrer noopener nofollow">
                {url}
            </a>
            {host}
        </bdi>
    }
}
