//! Where a variable's value comes from, and how it is read.

use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use super::ConfigError;

/// Longer resume windows and heartbeats would keep the dead for an hour.
const MOST_SECONDS: u64 = 3600;

/// The value of a variable, if it is set.
type Lookup = dyn Fn(&str) -> Option<String>;

/// Where variables are looked up: first in the environment, then among the defaults.
pub struct Source {
    pub(super) environment: Box<Lookup>,
    defaults: toml::Table,
}

impl Source {
    pub fn new(
        file: &str,
        environment: impl Fn(&str) -> Option<String> + 'static,
    ) -> Result<Self, ConfigError> {
        let problem = |problem: String| ConfigError::File { file: file.to_owned(), problem };
        let text = std::fs::read_to_string(file).map_err(|error| problem(error.to_string()))?;
        let mut table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| problem(error.to_string()))?;
        let Some(toml::Value::Table(defaults)) = table.remove("live-loop") else {
            return Err(problem("the table [live-loop] is missing".into()));
        };
        Ok(Self { environment: Box::new(environment), defaults })
    }

    /// An empty value counts as none.
    pub(super) fn text(&self, variable: &str) -> Option<String> {
        let value = (self.environment)(variable).or_else(|| match self.defaults.get(variable)? {
            toml::Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        })?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn number<T: FromStr>(&self, variable: &str) -> Result<T, ConfigError> {
        let text = self.text(variable).ok_or_else(|| bad(variable, "a whole number is missing"))?;
        text.parse().map_err(|_| bad(variable, format!("'{text}' is not a whole number in range")))
    }

    pub(super) fn seconds(&self, variable: &str) -> Result<Duration, ConfigError> {
        let seconds = self.number(variable)?;
        if (1..=MOST_SECONDS).contains(&seconds) {
            Ok(Duration::from_secs(seconds))
        } else {
            Err(bad(variable, format!("{seconds} is not of 1 to {MOST_SECONDS} seconds")))
        }
    }

    pub(super) fn switch(&self, variable: &str) -> Result<bool, ConfigError> {
        match self.text(variable).as_deref() {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(text) => Err(bad(variable, format!("'{text}' is neither true nor false"))),
        }
    }

    /// 0 lifts the limit.
    pub(super) fn limit(&self, variable: &str) -> Result<Option<NonZeroU32>, ConfigError> {
        self.number(variable).map(NonZeroU32::new)
    }

    /// A list with commas; `None` if there is no value.
    pub(super) fn list_of<T>(
        &self,
        variable: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<Vec<T>>, ConfigError> {
        let Some(text) = self.text(variable) else { return Ok(None) };
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(read).collect::<Result<_, _>>().map(Some).map_err(|problem| bad(variable, problem))
    }
}

pub(super) fn bad(variable: &str, problem: impl Into<String>) -> ConfigError {
    ConfigError::Value { variable: variable.to_owned(), problem: problem.into() }
}
