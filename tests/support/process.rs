//! Child processes that end with their test, whatever becomes of it: by `Drop` when the test
//! returns or panics, by the kernel (a parent-death signal) when the whole test binary is killed.

use std::io;
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How often something outside of the runtime's clock is looked at again.
const LOOK_EVERY: Duration = Duration::from_millis(5);

type Order = (Command, mpsc::Sender<io::Result<Child>>);

/// The one thread that starts children. The kernel's parent-death signal goes by the thread that
/// forked, and the thread of a test ends with the test, which is too early for what tests share.
static NURSERY: LazyLock<Mutex<mpsc::Sender<Order>>> = LazyLock::new(|| {
    let (orders, inbox) = mpsc::channel::<Order>();
    thread::spawn(move || {
        for (mut command, reply) in inbox {
            // Whoever ordered waits for the reply; nobody is there only if they have panicked.
            drop(reply.send(command.spawn()));
        }
    });
    Mutex::new(orders)
});

pub struct Process(Mutex<Child>);

impl Process {
    /// Starts `program`; `set_up` adds arguments and environment.
    pub fn start(program: &str, set_up: impl FnOnce(&mut Command)) -> io::Result<Self> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--", program]);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        set_up(&mut command);
        let (reply, child) = mpsc::channel();
        lock(&NURSERY).send((command, reply)).expect("the nursery never ends");
        Ok(Self(Mutex::new(child.recv().expect("the nursery replies")?)))
    }

    pub fn has_ended(&self) -> bool {
        !matches!(lock(&self.0).try_wait(), Ok(None))
    }

    /// SIGKILL, and waits until it is gone. Works on one that is stopped, too.
    pub fn kill(&self) {
        let mut child = lock(&self.0);
        // Both fail only if it is gone already.
        drop(child.kill());
        drop(child.wait());
    }

    /// SIGSTOP: it keeps its sockets open and says nothing.
    pub fn stop(&self) {
        self.signal(Signal::STOP);
    }

    /// SIGCONT.
    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    /// SIGTERM.
    pub fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    fn signal(&self, signal: Signal) {
        let mut child = lock(&self.0);
        // The id of one that has been waited for may be somebody else's by now.
        if matches!(child.try_wait(), Ok(None)) {
            kill_process(Pid::from_child(&child), signal).expect("an own child can be signalled");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Does what blocks, on a thread of its own. Paused time stands still meanwhile: tokio does not
/// advance its clock by itself while such work runs.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// Waits by the real clock until `look` finds something. Blocks: call it in [`blocking`].
///
/// # Panics
/// When `patience` is over.
pub fn until<T>(patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < patience, "{what}: not within {patience:?}");
        thread::sleep(LOOK_EVERY);
    }
}

/// A panic of another test does not make what is behind the lock unusable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
