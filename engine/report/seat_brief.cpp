#include "engine/report/seat_news.h"
#include "engine/report/seat_text.h"
#include "engine/report/text_page.h"

/// @file
/// The confidential brief of a seat.

namespace dragoman {

std::string SeatText::Aims(const SeatPosition& position) const {
  const UtilityFunction& utility = view_.parties[*mine_].utility;
  TextTable table({false, true, false, false, false});
  table.AddRow({"issue", "weight", "you want", "in force", "red lines"});
  for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
    const IssueIndex index{static_cast<int>(i)};
    const Issue& issue = scenario_.space.issue(index);
    const double* worth = utility.evaluations().data() + scenario_.space.offset(index);
    std::size_t best = 0;
    std::string red;
    for (std::size_t o = 0; o < issue.num_options(); ++o) {
      if (worth[o] > worth[best]) best = o;
      if (seat_.side < 0) continue;
      if (!Contains(position.self.vetoed[i], static_cast<OptionIndex>(o))) continue;
      if (!red.empty()) red += " ";
      red += issue.options[o].id;
    }
    table.AddRow({issue.id, Fixed(utility.weights()[i], 3), issue.options[best].id,
                  issue.options[issue.status_quo].id, red});
  }
  return table.Text("  ");
}

std::string SeatText::Self(const SeatPosition& position) const {
  TextPage page(style_.width);
  const SideState& self = position.self;
  const TalksModel& talks = *scenario_.talks;
  for (std::size_t k = 0; k < talks.links.size(); ++k) {
    const LinkRule& link = talks.links[k];
    if (link.owner != seat_.side) continue;
    const bool binds = ((position.binding >> k) & 1U) != 0;
    page.Put(2, "Your precondition '" + link.id + "': " + LinkWords(scenario_, link) +
                    (binds ? ". It binds in this run." : ". It does not bind in this run."));
  }
  page.Put(2, self.insincere ? "Your capital does not mean these talks: it signs cheap items only."
                             : "Your capital means these talks.");
  page.Put(2, "Your delegation has rank " + Number(self.rank) + " and mandate " +
                  Number(self.mandate) +
                  ": what costs more than this share of an issue goes to the capital, which "
                  "refuses what is worth less than no deal to it, or crosses a red line or a "
                  "precondition of yours. You may table such things all the same.");
  if (self.cost != 0) {
    page.Put(2, "An end of the conflict saves you " + Number(self.cost) +
                    ". That is in no worth "
                    "shown here, but your capital counts it.");
  }
  return page.text();
}

std::string SeatText::Brief(const SeatPosition& position) const {
  TextPage page(style_.width);
  page.Verbatim(Heading("Confidential brief: you sit for " + Name(), style_));
  std::string others;
  for (const PartySpec& party : scenario_.source.parties) {
    if (party.id == scenario_.source.parties[At(seat_.party)].id) continue;
    if (!others.empty()) others += ", ";
    others += party.name;
    if (party.role == PartyRole::kPrincipal) others += " (at the table)";
    if (party.role == PartyRole::kMediator) others += " (mediator)";
  }
  page.Put(2, "The others: " + others + ". Up to " + std::to_string(scenario_.talks->meetings) +
                  " meetings.");
  if (seat_.side < 0) {
    page.Put(2,
             "You are not at the table. After a package sitting without agreement you may put a "
             "package to both sides.");
  }
  if (mine_) {
    const PartyWorth& worth = view_.parties[*mine_];
    page.Put(2,
             "Worth of a package to you: the sum over the issues of weight x how near it comes "
             "to what you want. In force now " +
                 Worth(scenario_.space.StatusQuo()) + ", floor (no deal) " + Fixed(worth.floor, 2) +
                 ", at best " + Fixed(worth.most, 2) + ".");
    page.Verbatim(Aims(position));
  } else {
    page.Put(2, "You have no aims of your own on any issue.");
  }
  if (seat_.side >= 0) page.Verbatim(Self(position));
  return page.text();
}

}  // namespace dragoman
