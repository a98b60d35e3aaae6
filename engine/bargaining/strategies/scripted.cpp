#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

/// The outcome written as value indices, "0,3,1"; false if it is none.
bool ReadOutcome(std::string_view text, Outcome* outcome) {
  outcome->options.clear();
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::string_view word = Trim(Slice(text, from, comma - from));
    if (word.empty() || word.size() > 5 || outcome->options.size() == kMaxIssues) return false;
    std::uint32_t value = 0;
    for (const char c : word) {
      if (c < '0' || c > '9') return false;
      value = 10 * value + static_cast<std::uint32_t>(c - '0');
    }
    if (value >= kMaxValues) return false;
    outcome->options.push_back(static_cast<OptionIndex>(value));
    from = comma + 1;
  }
  return true;
}

/// Reads its offers from a list, one a turn. Offers it cannot make (outside the space, refused on
/// principle, worth less than no agreement or the delegate's margin) are passed over.
class Scripted final : public OfferingStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "offers", .doc = "value indices of each offer, e.g. [\"0,3,1\", \"0,2,1\"]"},
             &offers_);
    v->Visit({.name = "at_end", .doc = "after the last one: repeat it, be silent, or start again"},
             &at_end_, kAtEnd);
  }

  Diagnostics Check(const OutcomeSpace& space, std::string_view path) const override {
    Diagnostics problems;
    for (const std::string& text : offers_) {
      Outcome outcome;
      if (ReadOutcome(text, &outcome) && space.Contains(outcome)) continue;
      problems.push_back({std::string(path), "offer '" + text + "' is no outcome of the domain",
                          std::to_string(space.num_issues()) + " value indices, from 0"});
      if (problems.size() == kMaxDiagnostics) break;
    }
    return problems;
  }

 protected:
  void DoBegin() override {
    next_ = 0;
    if (read_from_ == offers_) return;
    read_from_ = offers_;
    script_.clear();
    for (const std::string& text : offers_) {
      Outcome outcome;
      if (ReadOutcome(text, &outcome)) script_.push_back(outcome);
    }
  }

  double Target(const Clock& clock) override {
    const PoolOffer* next = Next(clock);
    return next == nullptr ? scale().best : next->worth;
  }

  const PoolOffer* Plan(const Clock&) override {
    for (std::size_t tried = 0; tried < script_.size(); ++tried, ++next_) {
      if (next_ == script_.size()) {
        if (at_end_ != AtEnd::kCycle) break;
        next_ = 0;
      }
      if (Usable(script_[next_])) return room();
    }
    if (at_end_ != AtEnd::kRepeat) return nullptr;
    for (std::size_t k = script_.size(); k-- > 0;) {
      if (Usable(script_[k])) return room();
    }
    return nullptr;
  }

  void DoTabled(const PoolOffer&, const Clock&) override {
    if (next_ < script_.size()) ++next_;
    Replan();
  }

 private:
  enum class AtEnd : unsigned char { kRepeat, kSilent, kCycle };
  static constexpr std::array<std::string_view, 3> kAtEnd = {"repeat", "silent", "cycle"};

  bool Usable(const Outcome& outcome) {
    if (seat().space != nullptr && !seat().space->Contains(outcome)) return false;
    const Appraisal seen = seat().appraiser->Appraise(outcome);
    if (seen.refusal != Refusal::kNone) return false;
    *room() = {outcome, seen.worth, 0, seen.margin};
    return Signable(*room()) && seen.worth >= seat().reservation;
  }

  std::vector<std::string> offers_;
  AtEnd at_end_ = AtEnd::kRepeat;
  std::vector<std::string> read_from_;
  std::vector<Outcome> script_;
  std::size_t next_ = 0;
};

const RegisterStrategy<Scripted> kRegisteredScripted{{
    .name = "scripted",
    .summary = "Reads its offers from a list, one a turn.",
    .formula = "the k-th turn tables the k-th offer; accepts what is worth at least the next one",
    .source = "for tests, replays and people who decide by hand",
}};

}  // namespace
}  // namespace dragoman
