//! What the server does.
