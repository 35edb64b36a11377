//! From the queue, or a private room's link, into a room of two and out, as clients see it. Who is
//! matched with whom, and when, is told in `store_contract`.

mod private_rooms;
mod queue;
