//! Bytes in, bytes out: a web handler that receives an HDF5 file, works on it in memory and answers with the file it became.
//!
//! ```text
//! cargo run --example image_bytes
//! ```
use h5mem::{Error, ErrorKind, File, Image};
use ndarray::Array2;

/// What a web framework makes an answer of.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Receives a file with a table of measurements; answers with the file, to which the mean of each column was added.
pub(crate) fn handle(body: Vec<u8>) -> Response {
    match add_means(body) {
        Ok(image) => Response { status: 200, body: image.into_vec() }, // the very buffer: no copy
        Err(error) => Response { status: status(&error), body: error.to_string().into_bytes() },
    }
}

fn add_means(body: Vec<u8>) -> Result<Image, Error> {
    let file = File::from_image(body).open_rw()?; // works in the request's own buffer: no copy
    let table: Array2<f64> = file.dataset("measurements")?.read()?; // any stored number that is exactly a double
    let means = table.mean_axis(ndarray::Axis(0)).ok_or_else(|| Error::Shape {
        path: "/measurements".to_owned(),
        expected: "a row at least".to_owned(),
        found: "none".to_owned(),
    })?;
    file.new_dataset("means").title("Mean of each column").write(&means)?;
    Ok(file.into_image()?) // closes, and says so if something is still open
}

/// Errors are data: whose fault it is follows from the kind.
fn status(error: &Error) -> u16 {
    match error.kind() {
        ErrorKind::NotHdf5 | ErrorKind::Truncated => 400,
        ErrorKind::NotFound => 404,
        ErrorKind::AlreadyExists => 409,
        ErrorKind::Type | ErrorKind::Shape | ErrorKind::Overflow | ErrorKind::InvalidValue => 422,
        ErrorKind::FilterUnavailable | ErrorKind::Unsupported => 501,
        _ => 500,
    }
}

/// What it is, its body, and the status it gets.
pub(crate) type Request = (&'static str, Vec<u8>, u16);

/// What clients may send.
pub(crate) fn requests() -> Result<Vec<Request>, Error> {
    let file_with = |fill: &dyn Fn(&File) -> Result<(), Error>| {
        let file = File::in_memory()?;
        fill(&file)?;
        Ok::<_, Error>(file.into_image()?.into_vec())
    };
    let good = file_with(&|file| file.write("measurements", &[[1.0, 10.0], [2.0, 20.0], [3.0, 60.0]]).map(drop))?;
    let cut = good[..good.len() - 100].to_vec();
    let done = handle(good.clone()).body;
    Ok(vec![
        ("a table", good, 200),
        ("the answer again", done, 409),
        ("no HDF5 file", b"PK\x03\x04 a zip, perhaps".to_vec(), 400),
        ("half an upload", cut, 400),
        ("an empty file", file_with(&|_| Ok(()))?, 404),
        ("text", file_with(&|file| file.write("measurements", &Array2::from_elem((2, 2), "two".to_owned())).map(drop))?, 422),
        ("a list", file_with(&|file| file.write("measurements", &[1, 2, 3]).map(drop))?, 422),
        ("a table without rows", file_with(&|file| file.write("measurements", &Array2::<f64>::zeros((0, 2))).map(drop))?, 422),
    ])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (what, body, expected) in requests()? {
        let sent = body.len();
        let Response { status, body } = handle(body);
        if status == 200 {
            println!("{what}: {sent} bytes -> {status}, {} bytes", body.len());
            let means: Vec<f64> = File::from_image(body).open()?.dataset("means")?.read()?;
            println!("  means {means:?}");
        } else {
            println!("{what}: {sent} bytes -> {status}, {}", String::from_utf8_lossy(&body));
        }
        if status != expected {
            return Err(format!("{what}: {status} instead of {expected}").into());
        }
    }
    Ok(())
}
