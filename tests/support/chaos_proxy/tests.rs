//! That the proxy does what it says, since the faults that it makes prove nothing otherwise.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::{ChaosProxy, Mode};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(50);

/// A proxy in front of a server that says everything back.
async fn echo() -> ChaosProxy {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let upstream = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                tokio::io::copy(&mut from, &mut to).await
            });
        }
    });
    ChaosProxy::start(upstream).await.unwrap()
}

async fn connect(proxy: &ChaosProxy) -> TcpStream {
    TcpStream::connect(("127.0.0.1", proxy.port)).await.unwrap()
}

async fn say(stream: &mut TcpStream) -> std::io::Result<u8> {
    stream.write_u8(7).await?;
    stream.read_u8().await
}

#[tokio::test]
async fn passes_and_closes_as_both_ends_do() {
    let proxy = echo().await;
    let mut stream = connect(&proxy).await;
    assert_eq!(say(&mut stream).await.unwrap(), 7);
    stream.shutdown().await.unwrap();
    assert_eq!(timeout(LONG, stream.read(&mut [0])).await.unwrap().unwrap(), 0);
}

#[tokio::test]
async fn delays_in_order_without_adding_up() {
    let proxy = echo().await;
    let mut stream = connect(&proxy).await;
    proxy.set(Mode::Delay { by: 2 * SHORT, jitter: SHORT });
    let began = Instant::now();
    for n in 0..20 {
        stream.write_u8(n).await.unwrap();
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    for n in 0..20 {
        assert_eq!(stream.read_u8().await.unwrap(), n);
    }
    let took = began.elapsed();
    assert!(took >= 4 * SHORT && took < 60 * SHORT, "there and back: {took:?}");
}

#[tokio::test]
async fn half_open_takes_everything_and_gives_nothing_also_afterwards() {
    let proxy = echo().await;
    let mut stream = connect(&proxy).await;
    proxy.set(Mode::HalfOpen);
    assert!(timeout(SHORT, say(&mut stream)).await.is_err());
    assert!(timeout(SHORT, say(&mut connect(&proxy).await)).await.is_err(), "new ones stand as well");
    proxy.set(Mode::Pass);
    assert!(timeout(SHORT, say(&mut stream)).await.is_err(), "bytes are missing: it is dead");
    assert_eq!(say(&mut connect(&proxy).await).await.unwrap(), 7);
}

#[tokio::test]
async fn resets_those_that_stand_and_those_that_come() {
    let proxy = echo().await;
    let mut stream = connect(&proxy).await;
    assert_eq!(say(&mut stream).await.unwrap(), 7);
    proxy.set(Mode::Reset);
    let error = timeout(LONG, stream.read_u8()).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let mut late = connect(&proxy).await;
    assert!(say(&mut late).await.is_err());
    proxy.set(Mode::Pass);
    assert_eq!(say(&mut connect(&proxy).await).await.unwrap(), 7);
}
