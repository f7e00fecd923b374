//! Steps taken with this crate, each compared with what the model says.
use std::panic::{AssertUnwindSafe, catch_unwind};

use h5mem::{CopyOptions, File, FileAccess, LibVer};

use crate::{
    cases,
    compare::{Compared, ok},
    generate::Setup,
    graph,
    model::Model,
    real::{Real, agree},
    step::{Act, Expect, Step},
};

/// The files of a case beside their model.
pub(crate) struct Replay {
    pub(crate) model: Model,
    pub(crate) reals: [Option<Real>; 2],
}

/// Where a case left the model, and how.
#[derive(Clone, Debug)]
pub(crate) struct Divergence {
    /// Place of the step among those of the case.
    pub(crate) step: usize,
    pub(crate) what: String,
}

/// Runs a case. With `shown` each step is printed before it is taken.
pub(crate) fn run(setup: &Setup, steps: &[Step], shown: bool) -> Result<(), Divergence> {
    if shown {
        println!("{setup:?}");
    }
    let diverged = |step: usize, what: String| Divergence { step, what };
    let real = Real::create(setup).map_err(|error| diverged(0, format!("creating the file: {error}")))?;
    let mut replay = Replay { model: setup.model(), reals: [Some(real), None] };
    for (n, step) in steps.iter().enumerate() {
        if shown {
            println!("{n}: {step:?}");
        }
        replay.guarded(step).map_err(|what| diverged(n, what))?;
    }
    replay.end().map_err(|what| diverged(steps.len(), what))
}

impl Replay {
    /// Compares all that there is.
    pub(crate) fn end(&mut self) -> Compared {
        for file in [0, 1] {
            if self.reals[file].is_some() {
                self.guarded(&Step { file, act: Act::Check })?;
            }
        }
        Ok(())
    }

    /// Takes a step; a panic is a divergence.
    pub(crate) fn guarded(&mut self, step: &Step) -> Compared {
        cases::taken();
        catch_unwind(AssertUnwindSafe(|| self.step(step))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
            Err(format!("a panic: {}", text.unwrap_or_default()))
        })
    }

    fn step(&mut self, step: &Step) -> Compared {
        let before = self.model.sides[step.file].as_ref().and_then(|side| side.array_of(&step.act).cloned());
        let expect = self.model.apply(step);
        if expect == Expect::Skip {
            return Ok(());
        }
        let after = self.model.sides[step.file].as_ref().expect("it was there before");
        let real = self.reals[step.file].as_ref().expect("as in the model");
        match &step.act {
            Act::CopyTo { from, to_file, to_at, to, how } => {
                let group = self.reals[*to_file].as_ref().expect("as in the model").group(*to_at);
                let options = CopyOptions::new().shallow(how.shallow).expand_soft(how.expand_soft);
                let options = options.without_attributes(how.without_attributes);
                agree(real.object(*from).copy_to(&group, to, &options), &expect).map(drop)
            }
            Act::Snapshot => {
                let file = ok(real.file.snapshot(), || "a snapshot".to_owned())?;
                let root = if after.root == graph::ROOT { (*file).clone() } else { real.own_group(&file)? };
                self.reals[1 - step.file] = Some(Real::new(file, root));
                Ok(())
            }
            Act::Reopen { low, closed } => {
                let real = self.reals[step.file].take().expect("as in the model");
                self.reals[step.file] = Some(if *closed { closed_and_opened(real, *low) } else { reopened(real, *low) }?);
                Ok(())
            }
            act => self.reals[step.file].as_mut().expect("as in the model").act(act, &expect, before.as_ref(), after),
        }
    }
}

fn opened(image: h5mem::Image, low: LibVer) -> Compared<Real> {
    let access = FileAccess::memory().libver(low, LibVer::Latest);
    let file = ok(File::from_image(image).access(access).open_rw(), || "opening the image".to_owned())?;
    let root = (*file).clone();
    Ok(Real::new(file, root))
}

/// Lets all handles go, and opens the file's own bytes.
fn reopened(real: Real, low: LibVer) -> Compared<Real> {
    opened(real.into_file().into_image().map_err(|returned| format!("taking the image: {returned}"))?, low)
}

/// Closes the file under its handles, and opens an image of it.
fn closed_and_opened(real: Real, low: LibVer) -> Compared<Real> {
    let image = ok(real.file.image(), || "an image".to_owned())?;
    real.close()?;
    opened(image, low)
}
