//! What goes out: every request keeps its frame here until the server has answered it, so that it
//! can be sent again when the answer was lost with the link.

use crate::protocol::{ClientFrame, Request};

#[derive(Debug, Default)]
pub struct Outbox {
    last_id: u32,
    unanswered: Vec<ClientFrame>,
}

impl Outbox {
    /// A frame for `request` that waits for its answer.
    pub fn post(&mut self, request: Request) -> ClientFrame {
        let frame = ClientFrame { id: Some(self.fresh_id()), request };
        self.unanswered.push(frame.clone());
        frame
    }

    /// An id of which no trace is kept: for frames that a lost link makes pointless.
    pub fn fresh_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    /// The request that was answered; `None` when nobody waits for it any more.
    pub fn answered(&mut self, id: u32) -> Option<Request> {
        let place = self.unanswered.iter().position(|frame| frame.id == Some(id))?;
        Some(self.unanswered.remove(place).request)
    }

    /// Forgets what no longer makes sense, and returns the rest to be sent again, in order.
    pub fn retain(&mut self, wanted: impl Fn(&Request) -> bool) -> Vec<ClientFrame> {
        self.unanswered.retain(|frame| wanted(&frame.request));
        self.unanswered.clone()
    }

    pub fn clear(&mut self) {
        self.unanswered.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{matchmaking, session};

    fn cancel() -> Request {
        matchmaking::Request::CancelRequest {}.into()
    }

    fn bye() -> Request {
        session::Request::Bye {}.into()
    }

    #[test]
    fn an_answer_finds_its_request_once() {
        let mut outbox = Outbox::default();
        let first = outbox.post(cancel()).id.unwrap();
        let second = outbox.post(bye()).id.unwrap();
        assert_ne!(first, second);
        assert_eq!(outbox.answered(second), Some(bye()));
        assert_eq!(outbox.answered(second), None);
        assert_eq!(outbox.answered(first), Some(cancel()));
    }

    #[test]
    fn what_is_still_wanted_goes_out_again_in_order_under_the_same_id() {
        let mut outbox = Outbox::default();
        let kept: Vec<ClientFrame> = vec![outbox.post(cancel()), outbox.post(cancel())];
        outbox.post(bye());
        assert_eq!(outbox.retain(|request| *request != bye()), kept);
        assert_eq!(outbox.retain(|_| true), kept);
    }
}
