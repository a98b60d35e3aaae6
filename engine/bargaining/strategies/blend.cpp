#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Holds out for the weighted mean of what several strategies would hold out for, and tables the
/// cheapest offer worth that.
///
/// Each part goes on as if its own offers were tabled, so that a tactic that answers to its own
/// last offer is not confused by the others'.
///
/// Source: Faratin, Sierra & Jennings (1998), section 4.4: a strategy is a weighting of tactics.
class Blend final : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    for (const Part& part : parts_) part.strategy->Hear(proposer, offer, clock);
  }
  void HearReply(int responder, bool accepted, const Clock& clock) override {
    for (const Part& part : parts_) part.strategy->HearReply(responder, accepted, clock);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "of",
              .doc = "strategies and their weights, e.g. {boulware: 0.7, micro: 0.3}",
              .range = {.min = 0}},
             &of_);
  }

  Diagnostics Check(const OutcomeSpace&, std::string_view path) const override {
    Diagnostics problems;
    double sum = 0;
    for (const auto& [name, weight] : of_) {
      sum += weight;
      if (name == kBlendName) {
        problems.push_back({std::string(path), "a blend cannot be a part of a blend", ""});
      } else if (FindStrategy(name) == nullptr) {
        problems.push_back({std::string(path), "unknown strategy '" + name + "'", ""});
      }
    }
    if (!(sum > 0)) problems.push_back({std::string(path), "'of' needs a positive weight", ""});
    return problems;
  }

 protected:
  void DoBegin() override {
    if (made_from_ != of_) Make();
    for (const Part& part : parts_) part.strategy->Begin(seat());
  }

  double Target(const Clock& clock) override {
    double sum = 0;
    double weights = 0;
    for (const Part& part : parts_) {
      // A part that is through with its offers may hold out for ever.
      const double aspiration = part.strategy->Aspiration(clock);
      sum += part.weight * std::clamp(aspiration, scale().floor, scale().floor + scale().range());
      weights += part.weight;
    }
    return weights > 0 ? std::min(sum / weights, scale().Worth(1)) : scale().Worth(1);
  }

  const PoolOffer* Plan(const Clock& clock) override {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    return CheapestSignable(seat().offers, Aspiration(clock), kNoLimit, room()) ? room() : nullptr;
  }

  void DoTabled(const PoolOffer&, const Clock& clock) override {
    for (const Part& part : parts_) part.strategy->Propose(clock);
  }

 private:
  static constexpr std::string_view kBlendName = "blend";

  struct Part {
    double weight = 0;
    std::unique_ptr<Strategy> strategy;
  };

  void Make() {
    made_from_ = of_;
    parts_.clear();
    for (const auto& [name, weight] : of_) {
      const StrategyEntry* entry = name == kBlendName ? nullptr : FindStrategy(name);
      if (entry != nullptr && weight > 0) parts_.push_back({weight, entry->make()});
    }
  }

  Named<double> of_ = {{"boulware", 0.5}, {"tit_for_tat_relative", 0.5}};
  Named<double> made_from_;
  std::vector<Part> parts_;
};

const RegisterStrategy<Blend> kRegisteredBlend{{
    .name = "blend",
    .summary = "Holds out for the weighted mean of what several strategies would hold out for.",
    .formula = "A(t) = sum w_k A_k(t) / sum w_k; offers the cheapest worth A(t), accepts what is "
               "worth at least that offer",
    .source = "Faratin, Sierra & Jennings (1998), section 4.4",
}};

}  // namespace
}  // namespace dragoman
