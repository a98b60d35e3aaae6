#include <algorithm>

#include "engine/bargaining/protocols/alternating_offers.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

enum class AgendaOrder : unsigned char { kListed, kFewestFirst, kMostFirst, kGiven };
constexpr std::array<std::string_view, 4> kAgendaOrderNames = {"listed", "fewest_first",
                                                               "most_first", "given"};

using AgendaItems = InlineVector<std::uint8_t, kMaxIssues>;

/// The order in which issues come up.
AgendaItems OrderedIssues(AgendaOrder order, const std::vector<double>& given,
                          const OutcomeSpace& space) {
  AgendaItems items;
  if (order != AgendaOrder::kGiven) {
    for (std::size_t i = 0; i < space.num_issues(); ++i) {
      items.push_back(static_cast<std::uint8_t>(i));
    }
  }
  std::uint32_t named = 0;
  for (std::size_t k = 0; order == AgendaOrder::kGiven && k < given.size(); ++k) {
    const double number = given[k];
    if (!(number >= 1 && number <= static_cast<double>(space.num_issues()))) continue;
    const auto issue = static_cast<std::uint8_t>(number - 1);
    if (((named >> issue) & 1U) != 0) continue;
    named |= std::uint32_t{1} << issue;
    items.push_back(issue);
  }
  // An insertion sort: stable, no heap, 32 items at most.
  const auto before = [&](std::uint8_t a, std::uint8_t b) {
    return order == AgendaOrder::kFewestFirst ? space.size(a) < space.size(b)
                                              : space.size(a) > space.size(b);
  };
  const bool sorts = order == AgendaOrder::kFewestFirst || order == AgendaOrder::kMostFirst;
  for (std::size_t k = 1; sorts && k < items.size(); ++k) {
    for (std::size_t j = k; j > 0 && before(items[j], items[j - 1]); --j) {
      std::swap(items[j], items[j - 1]);
    }
  }
  return items;
}

/// Issue by issue: stacked alternating offers about one issue (or `per_stage` of them) at a time.
/// What is agreed is settled at once and stays settled whatever comes later; what is not stays at
/// the status quo.
///
/// The ticks that are left are divided equally among the stages that are left (whole ticks, at
/// least one, while there are any), so ticks saved by an early agreement serve later issues. Before
/// each stage the parties are seated anew: they table texts in which only the stage's issues vary.
/// Without a status quo nothing is agreed unless every issue of the space is. A party that leaves
/// ends the sitting, but not what was settled before.
///
/// Time: with `pace` spread every stage runs over the whole clock, so each issue has its own time
/// from start to end; with `ticks` the clock runs through, and early issues are discussed early.
/// Clocks that strategies see count ticks of the whole sitting. Other terms as in
/// alternating_offers, in each stage.
///
/// Source: agendas and settlement issue by issue: Fershtman (1990); Fatima, Wooldridge & Jennings
/// (2004); early harvest as in multilateral trade rounds.
class Agenda final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    DRAGOMAN_ASSERT(table.seat_maker != nullptr && table.space != nullptr);
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AgendaItems items = OrderedIssues(order_, issues_, *table.space);
    const AssentRule assent(terms_, floor.num_parties());
    Outcome text;
    if (table.status_quo != nullptr) {
      text = *table.status_quo;
    } else {
      text.options.assign(table.space->num_issues(), 0);
    }
    const std::uint32_t settled = RunStages(items, assent, &text, &floor);
    const std::uint32_t all = AllIssues(table.space->num_issues());
    result.settled = 0;
    if (table.status_quo != nullptr || settled == all) floor.KeepSettled(settled, text);
    if (result.settled == 0) result.proposer = -1;
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit(
        {.name = "order", .doc = "as listed, fewest or most options first, or as `issues` says"},
        &order_, kAgendaOrderNames);
    v->Visit({.name = "issues",
              .doc = "where order is `given`: numbers of the issues, the first listed is 1; those "
                     "not named are not negotiated",
              .range = {.min = 1, .max = static_cast<double>(kMaxIssues)}},
             &issues_);
    v->Visit({.name = "per_stage",
              .doc = "issues discussed together in one stage",
              .range = {.min = 1, .max = static_cast<double>(kMaxIssues)},
              .unit = "issues"},
             &per_stage_);
    terms_.Serialize(v, kTermPace | kTermOpener | kTermLastAnswer | kTermAssent | kTermSilence |
                            kTermBreakdown | kTermBreakdownAt | kTermLeaving);
  }

 private:
  static std::uint32_t AllIssues(std::size_t count) {
    return count >= 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << count) - 1;
  }

  // Returns the issues settled; `text` is the status quo with them.
  std::uint32_t RunStages(const AgendaItems& items, const AssentRule& assent, Outcome* text,
                          Floor* floor) const {
    const auto per_stage = static_cast<std::size_t>(per_stage_);
    std::uint32_t settled = 0;
    int used = 0;
    for (std::size_t at = 0; at < items.size() && used < floor->num_ticks(); at += per_stage) {
      const std::size_t stages = (items.size() - at + per_stage - 1) / per_stage;
      const int ticks = std::max(1, (floor->num_ticks() - used) / static_cast<int>(stages));
      std::uint32_t open = 0;
      for (std::size_t k = at; k < std::min(at + per_stage, items.size()); ++k) {
        open |= std::uint32_t{1} << items[k];
      }
      floor->table().seat_maker->Focus(open, *text);
      const TickWindow window{.first = used + 1, .last = used + ticks, .pace = terms_.pace};
      if (RunAlternatingOffers(window, assent, floor)) {
        if (!floor->result().agreed()) break;
        *text = floor->result().agreement;
        settled |= open;
        floor->result().end = SittingEnd::kTimedOut;
      } else if (floor->result().tick < floor->num_ticks() &&
                 floor->BreaksDown(BreakdownAt::kTick)) {
        break;
      }
      used = floor->result().tick;
    }
    return settled;
  }

  AgendaOrder order_ = AgendaOrder::kListed;
  std::vector<double> issues_;
  int per_stage_ = 1;
  ProtocolTerms terms_;
};

const RegisterProtocol<Agenda> kRegisteredAgenda{
    {
        .name = "agenda",
        .summary = "Issue by issue, by alternating offers; what is agreed is settled at once.",
        .formula = "each issue in turn has an equal part of the ticks that are left; unsettled "
                   "issues stay at the status quo",
        .source = "Fershtman (1990); Fatima, Wooldridge & Jennings (2004)",
    },
    {.seat_maker = true, .space = true}};

}  // namespace
}  // namespace dragoman
