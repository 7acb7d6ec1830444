//! Time and memory.

/// The median of times in seconds; NaN if there are none.
pub fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The current (`VmRSS:`) or peak (`VmHWM:`) memory of this process in KiB, as Linux counts it.
#[allow(dead_code, reason = "not every bench measures memory")]
pub fn memory_kib(field: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}
