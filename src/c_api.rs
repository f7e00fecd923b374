#![doc = include_str!("c_api.md")]
