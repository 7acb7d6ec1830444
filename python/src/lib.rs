//! The extension module `plenary_report._plenary`: the façade of plenary for Python.
//!
//! Every call releases the lock of the interpreter while it works. Errors of plenary and panics become
//! exceptions of `plenary_report._results`, which also has the classes of plain data. Two files are shared with the
//! program, so that both have the same names of formats and the same data for printers.

mod changes;
mod compiler;
mod errors;
#[path = "../../src/cli/formats.rs"]
mod formats;
mod imports;
mod inputs;
mod options;
#[path = "../../src/commands/preflight_json.rs"]
mod preflight_json;
mod results;
mod work;

use pyo3::prelude::*;

#[pymodule]
mod _plenary {
    #[pymodule_export]
    use super::changes::{Applied, Comparison, Review};
    #[pymodule_export]
    use super::compiler::Compiler;
    #[pymodule_export]
    use super::imports::{Imported, import_};
    #[pymodule_export]
    use super::work::fail;

    use super::{PyResult, work};

    #[pymodule_init]
    fn init() -> PyResult<()> {
        work::keep_panics();
        Ok(())
    }
}
