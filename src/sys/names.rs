//! Names in the order of their bytes.

/// Sorts by name. Names of one group begin alike: what they have in common is not compared, and the next eight bytes are one number.
pub(super) fn sorted<T>(mut items: Vec<T>, reverse: bool, name: impl Fn(&T) -> &[u8]) -> Vec<T> {
    if items.is_sorted_by(|a, b| name(a) <= name(b)) {
        if reverse {
            items.reverse();
        }
        return items; // as old groups have them
    }
    let Some(first) = items.first().map(&name) else { return items };
    let alike = |a: &[u8]| a.iter().zip(first).take_while(|(a, b)| a == b).count();
    let common = items.iter().fold(first.len(), |common, item| {
        let name = name(item);
        // mostly all of it is common again
        if name.get(..common) == first.get(..common) { common } else { alike(name).min(common) }
    });
    let key = |item: &T| {
        let rest = &name(item)[common..];
        let mut bytes = [0; 8]; // what ends comes first: no name holds a NUL
        let len = rest.len().min(bytes.len());
        bytes[..len].copy_from_slice(&rest[..len]);
        u64::from_be_bytes(bytes)
    };
    let mut keys: Vec<(u64, usize)> = items.iter().enumerate().map(|(n, item)| (key(item), n)).collect();
    let by_name = |a: usize, b: usize| name(&items[a])[common..].cmp(&name(&items[b])[common..]);
    keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| by_name(a.1, b.1)));
    if reverse {
        keys.reverse();
    }
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.into_iter().map(|(_, n)| items[n].take().expect("each has one key")).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn names_come_in_the_order_of_their_bytes() {
        let names = |names: &[&str]| names.iter().map(|name| name.as_bytes().to_vec()).collect::<Vec<_>>();
        for given in [
            names(&[]),
            names(&["one"]),
            names(&["b", "a"]),
            names(&["a", "a name", "a name 1", "b"]),
            names(&["a name 10", "a name 9", "a name 1", "a name", "a name 100"]),
            names(&["common, then long: zzzzzzzzzz", "common, then long: zzzzzzzzza", "common, then long: zzzzzzzz", "common"]),
            names(&["ø", "o", "ö", "øø", "", "\u{1}", "oo"]),
            vec![b"\xff\xfe".to_vec(), b"\xff".to_vec(), b"\x01".to_vec(), b"\xff\xfe\x01\x01\x01\x01\x01\x01\x01\x02".to_vec()],
        ] {
            let mut wanted = given.clone();
            wanted.sort();
            assert_eq!(sorted(given.clone(), false, |name| name), wanted);
            wanted.reverse();
            assert_eq!(sorted(given, true, |name| name), wanted);
        }
    }
}
