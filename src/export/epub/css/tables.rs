//! Tables that have too little room.

use crate::export::epub::table::room_class;

/// The rules that show rows as records where there is less than some room, in `ch`, the width of a
/// figure. They look at the room that there is between the margins in the type that the reader has
/// chosen (CSS Containment 3, container queries); where those are not known, tables stay as they are. A
/// header with the mark of a note is shown, since that could not be followed otherwise.
pub fn records(room: u32) -> String {
    let class = room_class(room);
    format!(
        "@container (max-width: {room}ch) {{\n\
         .{class} table, .{class} caption, .{class} tbody, .{class} tr {{ display: block; }}\n\
         .{class} thead:not(:has(a)) {{ display: none; }}\n\
         .{class} tr {{ border-top: thin solid; padding: .4em 0 .5em 0; }}\n\
         .{class} th, .{class} td {{ display: block; text-align: start; padding: 0 0 .1em 0; }}\n\
         .{class} td:empty {{ display: none; }}\n\
         .{class} td::before {{ content: attr(data-column); }}\n\
         .{class} tbody tr > :first-child {{ font-weight: bold; }}\n\
         }}\n"
    )
}
