//! plenary in a browser: four functions over one buffer, without generated code on either side.
//!
//! The page calls [`reserve`], writes a request into the buffer, calls [`build`], and reads the answer from
//! [`buffer`]. Requests and answers are [packets](packet). After a trap the buffer contains the message of the
//! panic, and the page has to start another instance.

mod packet;
mod work;

use std::cell::RefCell;
use std::panic;

thread_local! {
    /// The request, then the answer.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of some bytes, and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    panic::set_hook(Box::new(|panic| keep(panic.to_string().into_bytes())));
    keep(vec![0; length]);
    BUFFER.with_borrow_mut(Vec::as_mut_ptr)
}

/// Builds the report of the request, and returns the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn build() -> usize {
    let request = BUFFER.take();
    keep(work::answer(&request));
    length()
}

/// The address of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    BUFFER.with_borrow(|buffer| buffer.as_ptr())
}

/// The length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    BUFFER.with_borrow(Vec::len)
}

fn keep(bytes: Vec<u8>) {
    BUFFER.set(bytes);
}
