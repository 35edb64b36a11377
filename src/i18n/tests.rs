//! Each language says everything, and nothing is said that no language knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::{Language, bundles, say};

/// The messages of a language, each with its variables.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(bundles::source(language)).expect("a well-formed file");
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => message.value.as_ref().map(|value| (message.id.name, value)),
        _ => None,
    });
    messages
        .map(|(id, value)| {
            let mut found = BTreeSet::new();
            variables(value, &mut found);
            (id.to_owned(), found)
        })
        .collect()
}

fn variables(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                found.insert(id.name.to_owned());
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    found.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| variables(&variant.value, found));
            }
        }
    }
}

/// The text of all Rust files below `folder`, but of such as this one.
fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder of the sources") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            *text += &std::fs::read_to_string(&path).expect("a file of the sources");
        }
    }
}

fn sources_of(folder: &str) -> String {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    text.replace("include_str!", "")
}

#[test]
fn each_language_has_every_message_with_the_same_variables() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let others = messages(language);
        for (id, variables) in &english {
            assert_eq!(others.get(id), Some(variables), "{id} in {language:?}");
        }
        let more: Vec<_> = others.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "{language:?} has {more:?}, which English has not");
    }
}

#[test]
fn each_file_loads_without_an_error() {
    for language in Language::ALL {
        let (bundle, errors) = bundles::load(language);
        assert_eq!(bundle.locales.len(), 1, "{language:?} has plurals of its own");
        assert!(errors.is_empty(), "{language:?}: {errors:?}");
    }
}

#[test]
fn every_message_that_is_said_is_there() {
    let text = sources_of("src/components");
    let english = messages(Language::English);
    let said = ["tr!(", ".say(", "say(language,"].into_iter().flat_map(|call| text.split(call).skip(1));
    for id in said.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()) {
        assert!(english.contains_key(id), "{id} is said, but stands in no file");
    }
}

#[test]
fn every_message_that_is_there_is_said() {
    let text = sources_of("src");
    for id in messages(Language::English).keys() {
        assert!(text.contains(&format!("\"{id}\"")), "{id} is said nowhere");
    }
}

#[test]
fn arguments_and_their_plurals_are_filled_in() {
    assert_eq!(say(Language::English, "status-left", &[("name", "Ada".into())]), "Ada left");
    let minutes = |n: u64| say(Language::English, "contact-too-many", &[("minutes", n.into())]);
    assert!(minutes(1).contains("a minute"));
    assert!(minutes(5).contains("5 minutes"));
}
