//! What goes out: every request keeps its frame here until the server has answered it, so that it
//! can be sent again when the answer was lost with the link.

use crate::protocol::{ClientFrame, Request, matchmaking};

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

    /// Forgets what no longer makes sense, and returns the rest to be sent again, in order. Of several
    /// wishes for or against a place in the queue only the last still makes sense.
    pub fn retain(&mut self, wanted: impl Fn(&Request) -> bool) -> Vec<ClientFrame> {
        let last_wish = self.unanswered.iter().rfind(|it| is_queue_wish(&it.request)).and_then(|it| it.id);
        self.unanswered.retain(|frame| {
            wanted(&frame.request) && (!is_queue_wish(&frame.request) || frame.id == last_wish)
        });
        self.unanswered.clone()
    }

    pub fn clear(&mut self) {
        self.unanswered.clear();
    }
}

fn is_queue_wish(request: &Request) -> bool {
    use matchmaking::Request::{CancelRequest, RequestRoom};
    matches!(request, Request::Matchmaking(RequestRoom(_) | CancelRequest {}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::session;

    fn cancel() -> Request {
        matchmaking::Request::CancelRequest {}.into()
    }

    fn next() -> Request {
        matchmaking::Request::RequestRoom(Default::default()).into()
    }

    fn stop() -> Request {
        matchmaking::Request::StopCall { room_id: "room".into() }.into()
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
        let kept: Vec<ClientFrame> = vec![outbox.post(stop()), outbox.post(stop())];
        outbox.post(bye());
        assert_eq!(outbox.retain(|request| *request != bye()), kept);
        assert_eq!(outbox.retain(|_| true), kept);
    }

    #[test]
    fn only_the_last_wish_for_the_queue_goes_out_again() {
        let mut outbox = Outbox::default();
        outbox.post(next());
        let between = outbox.post(stop());
        outbox.post(cancel());
        let last = outbox.post(next());
        assert_eq!(outbox.retain(|_| true), [between.clone(), last]);
        assert_eq!(outbox.retain(|request| *request != next()), [between], "no older wish comes back");
    }
}
