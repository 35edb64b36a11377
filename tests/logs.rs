//! What a real instance writes where nobody looks on: JSON lines, and of whom. That nothing of theirs is in them:
//! `adversary::logs`.

use std::fs;

use serde_json::{Value, json};

use crate::chaos::instance::Instance;
use crate::support::{Client, Socket, matched, named};

#[tokio::test(flavor = "multi_thread")]
async fn lines_tell_whose_they_are() {
    let folder = std::env::temp_dir().join(format!("live-loop-logs-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("live-loop.log");
    let environment = [
        ("LIVE_LOOP_LOG", "live_loop=debug,info".into()),
        ("LIVE_LOOP_LOG_FILE", file.to_str().unwrap().to_owned()),
    ];
    let instance = Instance::start(&environment, &folder).await.unwrap();
    let mut ada = Client::hello(Socket::connect(instance.address).await).await;
    let mut bob = Client::hello(Socket::connect(instance.address).await).await;
    ada.ok("matchmaking/request-room", named("Grace Hopper")).await;
    bob.ok("matchmaking/request-room", named("Alan Turing")).await;
    let room = matched(&mut ada, &mut bob).await;
    for client in [&mut ada, &mut bob] {
        client.refused("chat/newMessage", json!({"roomId": room, "message": ""})).await;
    }
    let (ada_id, bob_id) = (ada.id().to_owned(), bob.id().to_owned());
    drop((ada, bob));
    instance.terminate().await;

    let (written, said) = (fs::read_to_string(&file).unwrap(), instance.log());
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert_eq!(
        said.lines().count(),
        lines.len(),
        "the console has the same, as JSON where it is no terminal"
    );
    let refused: Vec<_> = lines.iter().filter(|line| line["fields"]["message"] == "refused").collect();
    let span = |line: &Value, name: &str, field: &str| {
        let spans = line["spans"].as_array().unwrap();
        spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("{line}"))[field].clone()
    };
    assert_eq!(refused.len(), 2);
    assert_eq!([ada_id, bob_id].map(Value::from), [0, 1].map(|of| span(refused[of], "session", "socket")));
    assert_eq!(span(refused[0], "room", "room"), span(refused[1], "room", "room"), "one room");
    drop(fs::remove_dir_all(&folder));
}
