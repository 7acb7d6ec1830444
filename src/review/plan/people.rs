//! People in the lists of panels.

use super::{Outcome, Planner};
use crate::review::today::Reason;
use crate::rewrite::{Change, Edit, Format, NewItem, NewValue, Side, Words};

impl Planner<'_> {
    /// Removes a person from the list of a panel. The person stays in the register.
    pub(super) fn remove_person(&self, now: usize) -> Result<Outcome, Reason> {
        let listed = self.today.listed(now)?;
        Ok(Outcome::Ready(Change(vec![Edit::Remove { item: listed }])))
    }

    /// Adds a person from the register to the list of a panel, beside another.
    pub(super) fn insert_person(
        &self,
        now: usize,
        after: bool,
        text: &str,
    ) -> Result<Outcome, Reason> {
        let Some(id) = self.today.person_named(text) else {
            return Err(Reason::new(
                "it adds a person who is not in the register",
                "add the person under `people:`, and the id to the list of the panel",
            ));
        };
        let beside = self.today.listed_item(now)?;
        let words = Words { text: id.into(), format: Format::default() };
        let item = NewItem { key: None, value: NewValue::Text(vec![words.into()]) };
        let side = if after { Side::After } else { Side::Before };
        Ok(Outcome::Ready(Change(vec![Edit::Insert { beside, side, item }])))
    }
}
