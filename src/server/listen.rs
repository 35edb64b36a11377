//! Takes connections in and serves them HTTP/1.1 until told to stop; after it comes the [`router`](super::router).
//!
//! axum's own `serve` waits forever for a client that has opened a connection and says nothing, or half of a
//! request: here each has its time, so that such clients cannot pile up.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::middleware::AddExtension;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Layer;

/// How long a request's head may take, counted from the connection's start or the last answer.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// When there are no more file descriptors, some come free in a moment.
const ACCEPT_AGAIN_AFTER: Duration = Duration::from_millis(200);

/// Serves until `stop`, and then to the end of what has begun.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let connections = TaskTracker::new();
    while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, peer)) => {
                set_nodelay(&stream);
                connections.spawn(attend(connection(stream, peer, router.clone()), stop.clone()));
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken in; trying again");
                sleep(ACCEPT_AGAIN_AFTER).await;
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

type Connection<S> = http1::UpgradeableConnection<
    TokioIo<S>,
    TowerToHyperService<AddExtension<Router, ConnectInfo<SocketAddr>>>,
>;

async fn attend(connection: Connection<TcpStream>, stop: CancellationToken) {
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

fn connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    peer: SocketAddr,
    router: Router,
) -> Connection<S> {
    let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(router));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades()
}

/// Without TCP_NODELAY the kernel holds small frames back for up to 40 ms.
fn set_nodelay(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was not set");
    }
}

/// The client was gone before it was taken in.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_says_nothing_or_half_of_a_request_is_let_go() {
        let router = Router::new().route("/", get(|| async { "hello" }));
        let whole = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
        for said in ["", "GET / HTTP/1.1\r\nx: ", whole] {
            let (mut client, server) = duplex(4096);
            tokio::spawn(connection(server, ([192, 0, 2, 1], 1).into(), router.clone()));
            client.write_all(said.as_bytes()).await.unwrap();
            let began = Instant::now();
            let mut heard = String::new();
            client.read_to_string(&mut heard).await.unwrap();
            assert_eq!(heard.contains("hello"), said == whole);
            assert!(began.elapsed() >= HEAD_WITHIN && began.elapsed() < HEAD_WITHIN * 2, "{said}");
        }
    }
}
