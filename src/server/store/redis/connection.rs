//! The way to Redis: one pipelined, multiplexed connection for commands, and how to open the one for
//! the subscription. A command has its time; a connection that stays silent is replaced.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use redis::aio::{ConnectionLike, MultiplexedConnection, PubSub};
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr};
use redis::{AsyncConnectionConfig, Client, Cmd, ErrorKind, RedisError, RedisResult, ServerErrorKind, Value};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

/// A command that takes longer has failed: a hung Redis is an error, not a wait.
pub const COMMAND_WITHIN: Duration = Duration::from_secs(1);
const CONNECT_WITHIN: Duration = Duration::from_millis(800);
/// For each node of a Cluster: one that hangs must not keep the others from being reached in time.
const NODE_WITHIN: Duration = Duration::from_millis(250);
/// This many commands in a row without an answer, and the connection is taken for half-open.
const SILENT: u32 = 2;
/// While a slot moves or a replica takes over, a Cluster refuses, and nothing has been done.
const ASK_AGAIN_AFTER: Duration = Duration::from_millis(50);

/// Where Redis is. Holds passwords: it is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct RedisSettings {
    /// One: that Redis. Several: seeds of a Cluster.
    urls: Vec<String>,
    /// In front of every key.
    pub prefix: String,
}

impl RedisSettings {
    /// # Errors
    /// What is wrong with a URL, without showing it.
    pub fn new(urls: Vec<String>, prefix: String) -> Result<Self, String> {
        for (position, url) in (1..).zip(&urls) {
            if Client::open(url.as_str()).is_err() {
                return Err(format!(
                    "URL {position} is not one such as redis://host:6379 or rediss://host:6379"
                ));
            }
        }
        Ok(Self { urls, prefix })
    }

    pub fn is_cluster(&self) -> bool {
        self.urls.len() > 1
    }
}

pub struct Connection {
    settings: RedisSettings,
    standing: Mutex<Option<Standing>>,
    unanswered: AtomicU32,
}

/// A connection, and how to tell it from its successor.
#[derive(Clone)]
struct Standing {
    link: Link,
    number: u64,
}

#[derive(Clone)]
enum Link {
    Single(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Link {
    async fn send(&mut self, command: &Cmd) -> RedisResult<Value> {
        match self {
            Link::Single(connection) => connection.req_packed_command(command).await,
            Link::Cluster(connection) => connection.req_packed_command(command).await,
        }
    }
}

impl Connection {
    pub fn new(settings: RedisSettings) -> Self {
        Self { settings, standing: Mutex::default(), unanswered: AtomicU32::new(0) }
    }

    /// Sends a command and waits for its answer, at most [`COMMAND_WITHIN`].
    ///
    /// # Errors
    /// What Redis said; or that it said nothing, and then the command may have been carried out.
    pub async fn send(&self, command: &Cmd) -> RedisResult<Value> {
        let mut number = 0;
        match timeout(COMMAND_WITHIN, self.send_until_settled(command, &mut number)).await {
            // The library's own limit may strike first.
            Ok(Err(error)) if error.is_timeout() => {
                self.note_silence(number).await;
                Err(error)
            }
            Ok(answer) => {
                self.unanswered.store(0, Ordering::Relaxed);
                if answer.as_ref().is_err_and(RedisError::is_unrecoverable_error)
                    && !self.settings.is_cluster()
                {
                    self.drop_link(number).await;
                }
                answer
            }
            Err(_) => {
                self.note_silence(number).await;
                Err(no_answer())
            }
        }
    }

    /// Until there is an answer again, each further silence costs its connection.
    async fn note_silence(&self, number: u64) {
        if self.unanswered.fetch_add(1, Ordering::Relaxed) + 1 >= SILENT {
            self.drop_link(number).await;
        }
    }

    /// Loads a library of functions where `key` lies.
    pub async fn load(&self, library: &str, key: &str) -> RedisResult<()> {
        let mut command = redis::cmd("FUNCTION");
        command.arg("LOAD").arg(library);
        let loading = async {
            let loaded = match self.link().await?.link {
                Link::Single(mut connection) => connection.req_packed_command(&command).await,
                Link::Cluster(mut connection) => {
                    let node = SingleNodeRoutingInfo::SpecificNode(Route::with_key(key, SlotAddr::Master));
                    connection.route_command(command, RoutingInfo::SingleNode(node)).await
                }
            };
            match loaded.and_then(Value::extract_error) {
                // Another instance was quicker.
                Err(error) if error.to_string().contains("already exists") => Ok(()),
                loaded => loaded.map(|_| ()),
            }
        };
        timeout(COMMAND_WITHIN, loading).await.map_err(|_| no_answer())?
    }

    async fn send_until_settled(&self, command: &Cmd, number: &mut u64) -> RedisResult<Value> {
        loop {
            let mut standing = self.link().await?;
            *number = standing.number;
            let answer = standing.link.send(command).await.and_then(Value::extract_error);
            match answer {
                Err(error) if is_unsettled(&error) => sleep(ASK_AGAIN_AFTER).await,
                settled => return settled,
            }
        }
    }

    async fn link(&self) -> RedisResult<Standing> {
        let mut standing = self.standing.lock().await;
        if let Some(standing) = standing.as_ref() {
            return Ok(standing.clone());
        }
        let link = timeout(CONNECT_WITHIN, self.connect()).await.map_err(|_| no_answer())??;
        let next = Standing { link, number: NUMBERS.fetch_add(1, Ordering::Relaxed).into() };
        *standing = Some(next.clone());
        Ok(next)
    }

    /// The next command makes a new one, unless another has done so already.
    async fn drop_link(&self, number: u64) {
        self.standing.lock().await.take_if(|standing| standing.number == number);
    }

    async fn connect(&self) -> RedisResult<Link> {
        if self.settings.is_cluster() {
            let client = ClusterClient::builder(self.settings.urls.iter().map(String::as_str))
                .connection_timeout(NODE_WITHIN)
                .response_timeout(COMMAND_WITHIN)
                // A command whose answer was lost may have been carried out: it must not run twice.
                .retries(0)
                .build()?;
            return Ok(Link::Cluster(client.get_async_connection().await?));
        }
        let client = Client::open(self.first_url())?;
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(COMMAND_WITHIN));
        Ok(Link::Single(client.get_multiplexed_async_connection_with_config(&config).await?))
    }

    /// A connection that is subscribed to `channel`, to one of the nodes: publications reach them all.
    /// `attempt` takes another node each time.
    pub async fn subscriber(&self, attempt: usize, channel: String) -> RedisResult<PubSub> {
        let urls = &self.settings.urls;
        let url = urls.get(attempt % urls.len().max(1)).map_or("", String::as_str);
        let client = Client::open(url)?;
        let subscribing = async {
            let mut subscriber = client.get_async_pubsub().await?;
            subscriber.subscribe(channel).await?;
            Ok(subscriber)
        };
        timeout(CONNECT_WITHIN, subscribing).await.map_err(|_| no_answer())?
    }

    fn first_url(&self) -> &str {
        self.settings.urls.first().map_or("", String::as_str)
    }
}

/// Counts connections.
static NUMBERS: AtomicU32 = AtomicU32::new(1);

fn no_answer() -> RedisError {
    RedisError::from((ErrorKind::Io, "Redis does not answer"))
}

/// Refused before it was carried out, by a Cluster that is changing.
fn is_unsettled(error: &RedisError) -> bool {
    use ServerErrorKind::{Ask, ClusterDown, MasterDown, Moved, ReadOnly, TryAgain};
    matches!(
        error.kind(),
        ErrorKind::Server(Ask | ClusterDown | MasterDown | Moved | ReadOnly | TryAgain)
            | ErrorKind::ClusterConnectionNotFound
    )
}
