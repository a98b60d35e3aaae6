#include "engine/report/names.h"
#include "engine/report/seat_text.h"
#include "engine/report/text_page.h"

/// @file
/// The end of a seat game in words. Nobody wins.

namespace dragoman {

std::string SeatText::PartyTable(const SeatReview& review) const {
  std::vector<bool> numeric = {false, true, true, true};
  std::vector<std::string> head = {"worth to", "now", "floor", "model"};
  if (review.nash) {
    numeric.push_back(true);
    head.emplace_back("Nash");
  }
  if (review.better) {
    numeric.push_back(true);
    head.emplace_back("better");
  }
  TextTable table(numeric);
  table.AddRow(head);
  for (std::size_t k = 0; k < view_.parties.size(); ++k) {
    const PartyWorth& party = view_.parties[k];
    std::vector<std::string> row = {party.name + (mine_ && *mine_ == k ? " (you)" : ""),
                                    Fixed(review.reached.worth[k], 2), Fixed(party.floor, 2),
                                    Fixed(review.model.worth[k], 2)};
    if (review.nash) row.push_back(Fixed(review.nash->worth[k], 2));
    if (review.better) row.push_back(Fixed(review.better->worth[k], 2));
    table.AddRow(std::move(row));
  }
  return table.Text("  ");
}

std::string SeatText::SignedText(const SeatPosition& position) const {
  std::string text;
  for (const SignedItem& item : SignedItems(*scenario_.talks, position)) {
    if (!item.separable) continue;
    if (!text.empty()) text += "; ";
    text += words_.Choice(item.issue, item.option) + " (meeting " + std::to_string(item.meeting) +
            (item.in_force ? ", in force)" : ", no longer in force)");
  }
  return text.empty() ? "none" : text;
}

std::string SeatText::BetterText(const SeatReview& review) const {
  if (!review.better) {
    return "No package would have been worth more to both principals than what is in force, by "
           "these numbers.";
  }
  const std::string terms = words_.Changes(review.better->offer, view_.status_quo);
  return "A package that both principals would have preferred" +
         std::string(review.better_for_all ? ", at no cost to anybody else: "
                                           : ", though not all others: ") +
         (terms.empty() ? "nothing beyond the status quo" : terms) +
         ". Red lines, preconditions and consent are left out of account here.";
}

std::string SeatText::Result(const SeatPosition& position, const RunRecord& model) const {
  const RunRecord& record = position.record;
  const SeatReview review = ReviewSeat(view_, record.standing, model.standing);
  const auto changes = [this](const Outcome& offer) {
    const std::string text = words_.Changes(offer, view_.status_quo);
    return text.empty() ? std::string("nothing beyond the status quo") : text;
  };
  TextPage page(style_.width);
  page.Verbatim(Heading("What came of it", style_));
  page.Put(2, Capitalized(HeadlinePhrase(record.end.headline)) + " after " +
                  std::to_string(record.meetings) +
                  (record.meetings == 1 ? " meeting" : " meetings") +
                  ". In force at the end: " + changes(record.standing) + ".");
  page.Put(2, "Signed on its own, whatever became of the rest: " + SignedText(position) + ".");
  if (mine_) {
    const PartyWorth& party = view_.parties[*mine_];
    page.Put(2, "By " + Possessive(Name()) + " own coded aims that is worth " +
                    Fixed(review.reached.worth[*mine_], 2) + ", against a floor of " +
                    Fixed(party.floor, 2) + ". With the model in your seat the same run ended at " +
                    Fixed(review.model.worth[*mine_], 2) + " (" +
                    HeadlinePhrase(model.end.headline) + ").");
  } else {
    page.Put(2, "With the model in your seat the same run ended so: " +
                    HeadlinePhrase(model.end.headline) + ", with " + changes(model.standing) + ".");
  }
  page.Verbatim(PartyTable(review));
  if (review.nash) {
    page.Put(2,
             "Nash: the package with the largest product of both principals' gains over their "
             "floors: " +
                 changes(review.nash->offer) + ".");
  }
  page.Put(2, BetterText(review));
  page.Put(2,
           "These are one party's stated aims in one draw of a model; they say what was "
           "reached, not what was right.");
  return page.text();
}

}  // namespace dragoman
