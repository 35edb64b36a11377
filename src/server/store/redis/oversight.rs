//! What operators see, by the script's commands in `lua/oversight.lua`.

use async_trait::async_trait;

use super::RedisStore;
use super::lobby::{Nothing, to_json};
use crate::protocol::operators::{Funnel, Instance, Interval, Letter};
use crate::server::store::{Oversight, Refusal};

#[async_trait]
impl Oversight for RedisStore {
    async fn note(&self, about: &Instance, funnel: &Funnel) -> Result<bool, Refusal> {
        self.ask("note", &[&to_json(about), &to_json(funnel)]).await
    }

    async fn instances(&self) -> Result<Vec<Instance>, Refusal> {
        let mut instances: Vec<Instance> = self.ask("instances", &[]).await?;
        instances.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(instances)
    }

    async fn ask_to_leave(&self, instance: &str) -> Result<bool, Refusal> {
        self.ask("ask_to_leave", &[instance]).await
    }

    async fn last_day(&self) -> Result<Vec<Interval>, Refusal> {
        self.ask("last_day", &[]).await
    }

    async fn keep_letter(&self, letter: &Letter) -> Result<(), Refusal> {
        let Nothing {} = self.ask("keep_letter", &[&letter.id, &to_json(letter)]).await?;
        Ok(())
    }

    async fn letters(&self) -> Result<Vec<Letter>, Refusal> {
        self.ask("letters", &[]).await
    }

    async fn dismiss_letter(&self, id: &str) -> Result<bool, Refusal> {
        self.ask("dismiss_letter", &[id]).await
    }
}
