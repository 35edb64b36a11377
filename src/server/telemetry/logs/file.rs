//! The log's files: one for each day (UTC), with the date at the end of its name. The name that the operator
//! gave is a link to today's.

use std::ffi::OsStr;
use std::path::Path;
use std::{fs, io};

use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};

use crate::server::clock::Clock;

/// How many days' files stay.
const DAYS_KEPT: usize = 14;

#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("it names no file")]
    NoName,
    #[error("it is a device or a folder")]
    NoFile,
    #[error("it is a file, where a link to today's belongs; move it away")]
    InTheWay,
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Appender(#[from] InitError),
}

pub fn daily(path: &Path) -> Result<RollingFileAppender, Problem> {
    // From the root: the link is read from its own folder.
    let path = std::path::absolute(path)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(OsStr::to_str)) else {
        return Err(Problem::NoName);
    };
    // The appender makes it, too, but says on the terminal that it found nothing there.
    fs::create_dir_all(folder)?;
    clear_the_place(&path)?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .latest_symlink(name)
        .max_log_files(DAYS_KEPT)
        .build(folder)?;
    Ok(appender)
}

/// The appender removes whatever stands where its link goes. A log from before there were links becomes
/// today's file; nothing else is touched.
fn clear_the_place(path: &Path) -> Result<(), Problem> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(Problem::NoFile);
    }
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_file()) {
        let date: String = Clock::start().now().to_string().chars().take("YYYY-MM-DD".len()).collect();
        let mut todays = path.as_os_str().to_owned();
        todays.push(format!(".{date}"));
        if fs::exists(&todays)? {
            return Err(Problem::InTheWay);
        }
        fs::rename(path, todays)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::PathBuf;

    use super::*;
    use crate::server::random;

    /// Goes with its test.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let folder = std::env::temp_dir().join(format!("live-loop-{}", random::token::<9>()));
            fs::create_dir(&folder).unwrap();
            Self(folder)
        }

        fn log(&self) -> PathBuf {
            self.0.join("live-loop.log")
        }

        fn files(&self) -> usize {
            fs::read_dir(&self.0)
                .unwrap()
                .filter(|file| file.as_ref().unwrap().file_type().unwrap().is_file())
                .count()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn the_name_leads_to_todays_file_also_after_a_restart() {
        let folder = Folder::new();
        for line in ["one\n", "two\n"] {
            daily(&folder.log()).unwrap().write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(folder.log()).unwrap(), "one\ntwo\n");
        assert!(fs::symlink_metadata(folder.log()).unwrap().is_symlink());
        assert_eq!(folder.files(), 1);
    }

    #[test]
    fn a_log_from_before_there_were_links_is_kept() {
        let folder = Folder::new();
        fs::write(folder.log(), "old\n").unwrap();
        daily(&folder.log()).unwrap().write_all(b"new\n").unwrap();
        assert_eq!(fs::read_to_string(folder.log()).unwrap(), "old\nnew\n");
        fs::remove_file(folder.log()).unwrap();
        fs::write(folder.log(), "somebody's\n").unwrap();
        assert!(matches!(daily(&folder.log()), Err(Problem::InTheWay)));
        assert_eq!(fs::read_to_string(folder.log()).unwrap(), "somebody's\n");
    }

    #[test]
    fn its_folder_is_made() {
        let folder = Folder::new();
        let log = folder.0.join("var/log/live-loop.log");
        daily(&log).unwrap().write_all(b"new\n").unwrap();
        assert_eq!(fs::read_to_string(log).unwrap(), "new\n");
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        let folder = Folder::new();
        for path in [Path::new("/dev/null"), &folder.0, Path::new("/")] {
            assert!(matches!(daily(path), Err(Problem::NoFile | Problem::NoName)), "{path:?}");
        }
        assert!(fs::metadata("/dev/null").is_ok());
    }
}
