//! Blank pages before rectos.

use std::sync::Arc;

use crate::layout::flow::page_body::PageBody;

/// Inserts a blank page before each body that must be a recto but would be a verso. `starts_recto`
/// says whether the first page is a recto.
pub fn insert_blanks(bodies: Vec<Arc<PageBody>>, starts_recto: bool) -> Vec<Arc<PageBody>> {
    let mut out: Vec<Arc<PageBody>> = Vec::with_capacity(bodies.len());
    for body in bodies {
        let recto = out.len().is_multiple_of(2) == starts_recto;
        if body.recto && !recto {
            out.push(blank());
        }
        out.push(body);
    }
    out
}

/// A blank page.
pub fn blank() -> Arc<PageBody> {
    Arc::new(PageBody { blank: true, ..PageBody::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(rectos: &[bool], starts_recto: bool) -> String {
        let body = |recto: &bool| Arc::new(PageBody { recto: *recto, ..PageBody::default() });
        let bodies = rectos.iter().map(body);
        let sign = |body: &Arc<PageBody>| if body.blank { '-' } else { 'x' };
        insert_blanks(bodies.collect(), starts_recto).iter().map(sign).collect()
    }

    #[test]
    fn inserts_blank_pages_before_rectos_only() {
        assert_eq!(pages(&[true, true, false, true], true), "x-xxx");
        assert_eq!(pages(&[true], false), "-x");
    }
}
