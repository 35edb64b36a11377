//! Enums that are a word on the wire: the word stands beside its variant, and nowhere else. The API's documents
//! have it from there, too.

/// Makes an enum of words. Reads nothing but those: serde's own would also take a variant's number.
macro_rules! named {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "ssr", derive(schemars::JsonSchema, utoipa::ToSchema))]
        pub enum $name {
            $(
                $(#[$each])*
                #[cfg_attr(feature = "ssr", schemars(rename = $word), schema(rename = $word))]
                $variant,
            )+
        }

        impl $name {
            pub const ALL: [Self; [$($word),+].len()] = [$($name::$variant),+];

            /// As the wire spells it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match <String as serde::Deserialize>::deserialize(deserializer)?.as_str() {
                    $($word => Ok($name::$variant),)+
                    other => Err(<D::Error as serde::de::Error>::unknown_variant(other, &[$($word),+])),
                }
            }
        }
    };
}

pub(super) use named;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use serde_json::{from_value, json, to_value};

    named! {
        pub enum Fruit {
            /// Red or green.
            Apple = "apple",
            PassionFruit = "passion-fruit",
        }
    }

    #[test]
    fn a_word_is_written_and_read_and_nothing_else() {
        for fruit in Fruit::ALL {
            assert_eq!(to_value(fruit).unwrap(), fruit.as_str());
            assert_eq!(from_value::<Fruit>(json!(fruit.as_str())).unwrap(), fruit);
        }
        for other in [json!("Apple"), json!(0), json!({"apple": null})] {
            assert!(from_value::<Fruit>(other.clone()).is_err(), "{other}");
        }
    }

    #[test]
    fn both_documents_say_the_same_words() {
        let socket = schemars::schema_for!(Fruit).to_value().to_string();
        let http = to_value(<Fruit as utoipa::PartialSchema>::schema()).unwrap().to_string();
        for fruit in Fruit::ALL {
            let word = format!("\"{}\"", fruit.as_str());
            assert!(socket.contains(&word) && http.contains(&word), "{socket} {http}");
        }
    }
}
