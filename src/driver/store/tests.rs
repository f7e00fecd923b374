use super::{layers::PAGE, *};

/// A store and what it should hold.
fn check(store: &Store, expected: &[u8]) {
    assert_eq!(store.len().unwrap(), expected.len() as u64);
    let buffer = room::read(expected.len() + 10, |room| store.read_at(0, room)).unwrap();
    assert!(buffer[..expected.len()] == *expected, "bytes differ");
    assert_eq!(buffer[expected.len()..], [0; 10]);
    assert!(*store.image().unwrap() == *expected, "the image differs");
}

fn at(image: &Image) -> usize {
    image.as_ptr().addr()
}

#[test]
fn grows_with_zeros_between() {
    let store = Store::empty();
    store.write_at(3, b"abc").unwrap();
    store.write_at(5, b"xyz").unwrap();
    check(&store, b"\0\0\0abxyz");
    store.set_len(4).unwrap();
    store.set_len(6).unwrap();
    check(&store, b"\0\0\0a\0\0");
    assert_eq!(room::read(4, |room| store.read_at(u64::MAX - 1, room)).unwrap(), [0; 4]);
}

#[test]
fn too_much_is_an_error() {
    for store in [Store::empty(), Store::from_image(Image::from_static(b"abc"))] {
        assert_eq!(store.write_at(u64::MAX, b"ab").unwrap_err().kind(), io::ErrorKind::OutOfMemory);
        let error = store.set_len(1 << 62).and_then(|()| store.image()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::OutOfMemory);
    }
}

#[test]
fn growth_is_geometric() {
    let store = Store::empty();
    let mut moves = 0;
    let mut capacity = 0;
    for n in 0..2100 {
        store.write_at(n * 1000, &[1; 1000]).unwrap();
        if let Shape::Own(vec) = &*store.shape() {
            moves += usize::from(vec.capacity() != std::mem::replace(&mut capacity, vec.capacity()));
            assert!(capacity <= (2 * vec.len()).max(1000));
        }
    }
    assert!(moves < 15, "{moves}");
    let image = store.take().unwrap();
    assert_eq!((image.len(), image.into_vec().capacity()), (2_100_000, 2_100_000));
}

#[test]
fn a_vector_goes_in_and_out_in_its_place() {
    let image = Image::from(vec![1; 3 * PAGE]);
    let place = at(&image);
    let store = Store::from_image(image);
    assert_eq!(at(&store.base().unwrap()), place);
    store.write_at(1, b"!").unwrap();
    assert!(store.base().is_none());
    let image = store.take().unwrap();
    assert_eq!((at(&image), image[1], store.len().unwrap()), (place, b'!', 0));
}

#[test]
fn shared_bytes_stay_as_they_are() {
    let original = Image::from((0..3 * PAGE + 7).map(|n| n as u8).collect::<Vec<_>>());
    let mut expected = original.to_vec();
    let store = Store::from_image(original.clone());
    assert_eq!(at(&store.image().unwrap()), at(&original));
    for (from, len) in [(PAGE - 2, 4), (10, 1), (PAGE, PAGE), (2 * PAGE - 1, PAGE + 8), (4 * PAGE, 100), (6 * PAGE - 1, 2)] {
        store.write_at(from as u64, &vec![0xaa; len]).unwrap();
        expected.resize(expected.len().max(from + len), 0);
        expected[from..from + len].fill(0xaa);
        check(&store, &expected);
    }
    for len in [6 * PAGE + 1, 5 * PAGE, 4 * PAGE + 50, 3 * PAGE + 3, 3 * PAGE, 100] {
        store.set_len(len as u64).unwrap();
        expected.truncate(len);
        check(&store, &expected);
        store.set_len((len + 2 * PAGE) as u64).unwrap();
        expected.resize(len + 2 * PAGE, 0);
        check(&store, &expected);
    }
    assert!(original.iter().enumerate().all(|(n, &b)| b == n as u8));
    assert!(*store.take().unwrap() == *expected);
}

#[test]
fn trimming_a_shared_image_copies_nothing() {
    let original = Image::from(vec![1; 2 * PAGE]);
    let store = Store::from_image(original.clone());
    store.set_len(PAGE as u64 + 5).unwrap();
    let image = store.take().unwrap();
    assert_eq!((at(&image), image.len()), (at(&original), PAGE + 5));
}

#[test]
fn snapshots_share_and_part() {
    let store = Store::empty();
    store.write_at(0, &[1; 2 * PAGE]).unwrap();
    let place = match &*store.shape() {
        Shape::Own(vec) => vec.as_ptr().addr(),
        Shape::Shared(_) => unreachable!(),
    };
    let first = store.snapshot();
    assert_eq!((at(&store.base().unwrap()), at(&first.base().unwrap())), (place, place));
    store.write_at(5, &[2; 5]).unwrap();
    let second = store.snapshot();
    second.write_at(5, &[3]).unwrap();
    store.write_at(9, &[4; 2]).unwrap();
    let mut expected = vec![1; 2 * PAGE];
    check(&first, &expected);
    expected[5..10].fill(2);
    expected[5] = 3;
    check(&second, &expected);
    expected[5] = 2;
    expected[9..11].fill(4);
    check(&store, &expected);

    drop((first, second));
    store.write_at(0, &[5]).unwrap(); // alone again: the changes go back into the vector
    expected[0] = 5;
    check(&store, &expected);
    assert!(matches!(&*store.shape(), Shape::Own(_)));
    assert_eq!(at(&store.take().unwrap()), place);
}

#[test]
fn frozen_bytes_stay_as_they_were() {
    fn get(frozen: &dyn Frozen, at: usize, len: usize) -> Option<Vec<u8>> {
        frozen.get(at, len, &mut vec![9; 5]).map(<[u8]>::to_vec)
    }
    let store = Store::empty();
    store.write_at(0, &vec![1; 2 * PAGE + 10]).unwrap();
    let first = store.freeze();
    assert!(std::ptr::eq(first.get(5, 10, &mut Vec::new()).unwrap(), first.get(5, 10, &mut Vec::new()).unwrap()), "not copied");
    store.write_at(PAGE as u64 - 2, &[2; 4]).unwrap();
    let second = store.freeze();
    store.write_at(PAGE as u64 - 1, &[3; 2]).unwrap();
    store.set_len(3 * PAGE as u64).unwrap();
    let third = store.freeze();
    assert_eq!(get(&first, PAGE - 3, 6).unwrap(), [1; 6]);
    assert_eq!(get(&second, PAGE - 3, 6).unwrap(), [1, 2, 2, 2, 2, 1]);
    assert_eq!(get(&third, PAGE - 3, 6).unwrap(), [1, 2, 3, 3, 2, 1]);
    assert_eq!(get(&third, 2 * PAGE + 8, 4).unwrap(), [1, 1, 0, 0]);
    assert_eq!(get(&third, PAGE - 3, 2 * PAGE).unwrap().len(), 2 * PAGE);
    assert_eq!(get(&second, 2 * PAGE + 8, 2).unwrap(), [1; 2]);
    for (at, len) in [(2 * PAGE + 8, 3), (3 * PAGE, 1), (usize::MAX, 2)] {
        assert_eq!(get(&second, at, len), None);
    }
    assert_eq!(get(&third, 3 * PAGE - 1, 2), None);
    drop((first, second, third));
    store.write_at(0, &[4]).unwrap();
    assert!(matches!(&*store.shape(), Shape::Own(_)), "the store's own again");
    assert_eq!(store.image().unwrap()[PAGE - 3..PAGE + 3], [1, 2, 3, 3, 2, 1]);
}
