//! What a whole run writes into its logs, at their most talkative, holds nothing that is people's.

use serde_json::json;

use crate::chaos::instance::Instance;
use crate::support::redis::{RedisServer, fresh_prefix};
use crate::support::{Client, Socket, matched};

/// Planted in a run, and looked for in its logs.
const NAME: &str = "Marker-Name-4711";
const INTEREST: &str = "marker-interest-4711";
const MESSAGE: &str = "marker-message-4711";
const SDP: &str = "marker-sdp-4711";
const ADDRESS: &str = "203.0.113.211";
const HOST: &str = "192.0.2.211";
const LETTER: &str = "marker-letter-4711";
const SECRET: &str = "marker-secret-4711-0123456789";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_people_is_in_the_logs() {
    let logs = std::env::temp_dir().join(format!("live-loop-markers-{}", std::process::id()));
    std::fs::create_dir_all(&logs).unwrap();
    let file = logs.join("file.log");
    let environment = [
        // Ours at its most talkative; of the libraries, what an operator would turn on to find a fault.
        ("LIVE_LOOP_LOG", "live_loop=trace,debug".to_owned()),
        ("LIVE_LOOP_LOG_FILE", file.display().to_string()),
        ("LIVE_LOOP_REDIS_URL", RedisServer::shared().await.url()),
        ("LIVE_LOOP_REDIS_PREFIX", fresh_prefix()),
        ("LIVE_LOOP_TRUSTED_PROXIES", "127.0.0.0/8".to_owned()),
        ("LIVE_LOOP_TURN_URLS", "turn:turn.example".to_owned()),
        ("LIVE_LOOP_TURN_SECRET", SECRET.to_owned()),
        ("LIVE_LOOP_ADMIN_TOKEN", format!("{SECRET}-admin")),
    ];
    let one = Instance::start(&environment, &logs).await.unwrap();
    let two = Instance::start(&environment, &logs).await.unwrap();
    let mut markers = run(&one, &two).await;
    one.terminate().await;
    two.terminate().await;

    let told = std::fs::read_to_string(&file).unwrap() + &one.log() + &two.log();
    assert!(told.contains("linked") && told.contains("good-bye"), "the logs are there");
    markers.extend([NAME, INTEREST, MESSAGE, SDP, ADDRESS, HOST, LETTER, SECRET].map(str::to_owned));
    for marker in &markers {
        let line = told.lines().find(|line| line.contains(marker));
        assert_eq!(line, None, "{marker}");
    }
    std::fs::remove_dir_all(logs).unwrap();
}

/// A call with all that belongs to one. Returns the secrets that it made.
async fn run(one: &Instance, two: &Instance) -> Vec<String> {
    let mut ada = Client::hello(Socket::connect_from(one.address, ADDRESS).await).await;
    let mut bob = Client::hello(Socket::connect_from(two.address, ADDRESS).await).await;
    for client in [&mut ada, &mut bob] {
        let details = json!({"userName": NAME, "interests": [INTEREST]});
        client.ok("matchmaking/request-room", details).await;
    }
    let room = matched(&mut ada, &mut bob).await;
    let candidate = format!("candidate:1 1 udp 2122260223 {HOST} 50000 typ host ufrag {SDP}");
    let candidate =
        json!({"candidate": candidate, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": SDP});
    for (name, data) in [
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": format!("v=0\r\ns={SDP}\r\n")})),
        ("signaling/negotiation-call-answer", json!({"roomId": room, "sdp": format!("v=0\r\ns={SDP}\r\n")})),
        ("signaling/send-new-ice-candidates", json!({"roomId": room, "candidates": [candidate]})),
        ("chat/newMessage", json!({"roomId": room, "message": MESSAGE, "key": MESSAGE})),
    ] {
        ada.ok(name, data).await;
        bob.expect(name).await;
    }
    // What is refused must not be told either.
    for (name, data) in [
        ("signaling/negotiation-call-offer", json!({"roomId": room, "sdp": format!("{SDP}\0")})),
        ("chat/newMessage", json!({"roomId": room, "message": format!("{MESSAGE}\u{202e}")})),
        ("matchmaking/request-room", json!({"userName": format!("{NAME}\0")})),
        ("matchmaking/join-room", json!({"roomId": MESSAGE, "userName": NAME})),
        ("chat/newMessage", json!({"message": MESSAGE})),
    ] {
        ada.refused(name, data).await;
    }
    // Whoever knows a room's id may enter it.
    let secrets = vec![ada.token(), bob.token(), room];
    // A lost link, a resume on the other instance, one with a token that is none.
    let (token, seq) = (ada.token(), ada.seq);
    drop(ada);
    let ada = Client::try_resume_by(Socket::connect_from(two.address, ADDRESS).await, &token, seq).await;
    assert_eq!(ada.welcome["resumed"], true);
    Client::try_resume_by(Socket::connect_from(two.address, ADDRESS).await, MESSAGE, 0).await;

    let http = reqwest::Client::new();
    let at = |path: &str| format!("http://{}{path}", one.address);
    let letter = [("email", format!("{LETTER}@example.org")), ("message", LETTER.to_owned())];
    // The form says where it is sent to.
    let home = http.get(at("/")).send().await.unwrap().text().await.unwrap();
    let action = home.split("action=\"/api/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let sent = http.post(at(&format!("/api/{action}"))).header("x-forwarded-for", ADDRESS).form(&letter);
    assert_eq!(sent.send().await.unwrap().status(), 200);
    let letters = http.get(at("/api/admin/letters")).bearer_auth(format!("{SECRET}-admin"));
    assert!(letters.send().await.unwrap().text().await.unwrap().contains(LETTER));
    let room = http.post(at("/api/rooms")).header("x-forwarded-for", ADDRESS);
    assert_eq!(room.send().await.unwrap().status(), 201);
    [secrets, vec![ada.token()]].concat()
}
