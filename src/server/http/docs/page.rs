//! The documents as a page: one part for each route and for each message, without a script.

use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;
use serde_json::{Map, Value};

/// Rendered once, at the start.
pub fn render(openapi: &Value, asyncapi: &Value, options: &LeptosOptions) -> String {
    let routes: Vec<_> = entries(&openapi["paths"])
        .flat_map(|(path, item)| entries(item).map(move |(method, operation)| route(path, method, operation)))
        .collect();
    let messages: Vec<_> =
        entries(&asyncapi["channels"]["socket"]["messages"]).map(|(name, it)| message(name, it)).collect();
    let schemas: Vec<_> = entries(&openapi["components"]["schemas"])
        .chain(entries(&asyncapi["components"]["schemas"]))
        .map(|(name, it)| schema(name, it))
        .collect();
    let page = view! {
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>"API · Live Loop"</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=options.clone() />
            </head>
            <body>
                <main class="api" id="content">
                    <h1>"The API of Live Loop"</h1>
                    <p>
                        "Made from the code of this server, version " {env!("CARGO_PKG_VERSION")}
                        ". For tools: " <a href="/api/openapi.json">"OpenAPI"</a> " and "
                        <a href="/api/asyncapi.json">"AsyncAPI"</a> "."
                    </p>
                    <h2>"HTTP"</h2>
                    {routes}
                    <h2>"The socket, " <code>"/ws"</code></h2>
                    <p>{text(&asyncapi["info"]["description"])}</p>
                    {messages}
                    <h2>"Shapes"</h2>
                    {schemas}
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}

fn route(path: &str, method: &str, operation: &Value) -> impl IntoView {
    let answers: Vec<_> = entries(&operation["responses"])
        .map(|(status, response)| {
            let (status, words) = (status.to_owned(), text(&response["description"]));
            let shape = entries(&response["content"]).next().and_then(|(_, it)| shape_of(&it["schema"]));
            view! { <li><code>{status}</code> " " {words} " " {shape}</li> }
        })
        .collect();
    let title = format!("{} {path}", method.to_uppercase());
    view! {
        <section>
            <h3><code>{title}</code></h3>
            <p>{text(&operation["summary"])}</p>
            <ul>{answers}</ul>
        </section>
    }
}

fn message(name: &str, message: &Value) -> impl IntoView {
    let way = if name.ends_with(".request") { "client to server" } else { "server to client" };
    view! {
        <section>
            <h3><code>{text(&message["title"])}</code> " " <small>{way}</small></h3>
            <p>{text(&message["summary"])}</p>
            {data(&message["payload"]["properties"]["data"])}
        </section>
    }
}

/// What stands in `data`: a shape of its own, or the fields.
fn data(data: &Value) -> impl IntoView + use<> {
    match shape_of(data) {
        Some(shape) => view! { <p>{shape}</p> }.into_any(),
        None => fields(data).into_any(),
    }
}

fn schema(name: &str, schema: &Value) -> impl IntoView {
    let id = format!("shape-{name}");
    view! {
        <section id=id>
            <h3>{name.to_owned()}</h3>
            <p>{text(&schema["description"])}</p>
            {values(schema)}
            {fields(schema)}
        </section>
    }
}

/// The words that an enum's value may be.
fn values(schema: &Value) -> Option<impl IntoView + use<>> {
    let named = |it: &Value| it.as_str().or_else(|| it["const"].as_str()).map(str::to_owned);
    let listed = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten();
    let grouped = described.clone().flat_map(|it| it["enum"].as_array().into_iter().flatten());
    let words: Vec<String> = listed.chain(described).chain(grouped).filter_map(named).collect();
    (!words.is_empty()).then(|| view! { <p>"One of: " <code>{words.join(", ")}</code></p> })
}

fn fields(schema: &Value) -> impl IntoView + use<> {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let rows: Vec<_> = entries(&schema["properties"])
        .map(|(name, property)| {
            let optional = (!required.contains(&name)).then_some(" optional");
            let (name, words) = (name.to_owned(), text(&property["description"]));
            let kind = shape_of(property).map_or_else(|| kind_of(property).into_any(), IntoAny::into_any);
            view! { <li><code>{name}</code> " " {kind} {optional} " " {words}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })
}

/// A link to the shape that is referred to.
fn shape_of(schema: &Value) -> Option<impl IntoView + use<>> {
    let first = |of: &str| schema[of].as_array().and_then(|it| it.first()?["$ref"].as_str());
    let to = schema["$ref"]
        .as_str()
        .or_else(|| schema["items"]["$ref"].as_str())
        .or_else(|| first("allOf"))
        .or_else(|| first("anyOf"))?;
    let name = to.rsplit('/').next().unwrap_or_default().to_owned();
    let many = schema["items"].is_object().then_some("list of ");
    let href = format!("#shape-{name}");
    Some(view! { {many} <a href=href>{name}</a> })
}

fn kind_of(schema: &Value) -> String {
    match &schema["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('`', "")
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().map(Map::iter).into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
