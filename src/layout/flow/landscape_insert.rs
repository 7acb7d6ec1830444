//! Landscape inserts: content wider than the measure, on landscape pages after the page on which it
//! is called.

use super::flow_item::FlowItem;

/// An empty flow item that calls a landscape insert.
pub fn landscape_insert(flow: Vec<FlowItem>) -> FlowItem {
    FlowItem { landscape_inserts: vec![flow], ..FlowItem::default() }
}

/// Whether a flow item does nothing but call landscape inserts.
pub fn calls_insert(item: &FlowItem) -> bool {
    !item.landscape_inserts.is_empty() && item.content.items.is_empty()
}

/// Attaches landscape inserts to the item before them; at the beginning of a flow, to the next one.
pub fn attach_inserts(flow: Vec<FlowItem>) -> Vec<FlowItem> {
    let mut out: Vec<FlowItem> = Vec::with_capacity(flow.len());
    let mut leading = Vec::new();
    for mut item in flow {
        let insert_only = calls_insert(&item);
        match out.last_mut() {
            Some(last) if insert_only => {
                last.landscape_inserts.append(&mut item.landscape_inserts);
                last.anchors.elements.append(&mut item.anchors.elements);
            }
            None if insert_only => leading.append(&mut item.landscape_inserts),
            Some(_) | None => {
                item.landscape_inserts.splice(0..0, leading.drain(..));
                out.push(item);
            }
        }
    }
    if !leading.is_empty() {
        out.push(FlowItem { landscape_inserts: leading, ..FlowItem::default() });
    }
    out
}
