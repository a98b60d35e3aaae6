#include "tests/support/negmas_sittings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/bargaining/negmas/preset.h"
#include "engine/bargaining/session.h"
#include "engine/core/text.h"
#include "engine/wire/tactic_text.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

constexpr double kNegmasUtilityTolerance = 1e-9;

template <class T>
T NegmasValueOrThrow(Checked<T> checked) {
  if (!checked.ok()) throw std::runtime_error(TextOf(checked.problems()));
  return std::move(*checked);
}

/// Writes down who tabled what.
class OfferRecorder final : public SittingObserver {
 public:
  explicit OfferRecorder(std::vector<NegmasOffer>* offers) : offers_(*offers) {}
  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double) override {
    offers_.push_back({clock.tick - 1, proposer, offer.offer});
  }
  void OnReply(const Clock&, int, int, const PoolOffer&, const Judgement&) override {}
  void OnSilence(const Clock&, int, double) override {}

 private:
  std::vector<NegmasOffer>& offers_;
};

std::string TextOfOutcome(const Outcome& outcome) {
  std::string text = "[";
  for (const OptionIndex option : outcome.options) {
    text += (text.size() > 1 ? " " : "") + std::to_string(option);
  }
  return text + "]";
}
std::string TextOfOutcome(const std::optional<Outcome>& outcome) {
  return outcome ? TextOfOutcome(*outcome) : "none";
}

std::string TextOfOffer(const std::vector<NegmasOffer>& offers, std::size_t k) {
  if (k >= offers.size()) return "nothing";
  return "step " + std::to_string(offers[k].step) + ", party " + std::to_string(offers[k].party) +
         " " + TextOfOutcome(offers[k].outcome);
}

bool SameOffer(const NegmasOffer& a, const NegmasOffer& b) {
  return a.step == b.step && a.party == b.party && a.outcome == b.outcome;
}

// The first offer that differs, or `count`.
std::size_t FirstDifference(const NegmasTrace& trace, const NegmasReplay& replay,
                            std::size_t count) {
  std::size_t k = 0;
  while (k < count && k < replay.offers.size() && k < trace.offers.size() &&
         SameOffer(trace.offers[k], replay.offers[k])) {
    ++k;
  }
  return k;
}

std::string DifferentEnd(const NegmasTrace& trace, const NegmasReplay& replay) {
  if (trace.end != replay.end) return "ends " + replay.end + ", expected " + trace.end;
  if (trace.agreement != replay.agreement) {
    return "agrees on " + TextOfOutcome(replay.agreement) + ", expected " +
           TextOfOutcome(trace.agreement);
  }
  if (trace.final_step != replay.final_step) {
    return "ends at step " + std::to_string(replay.final_step) + ", expected " +
           std::to_string(trace.final_step);
  }
  if (trace.agreement_proposer && *trace.agreement_proposer != replay.proposer) {
    return "agreement proposed by " + std::to_string(replay.proposer) + ", expected " +
           std::to_string(*trace.agreement_proposer);
  }
  if (trace.agreement_utils.size() != replay.agreement_utils.size()) return "utilities missing";
  for (std::size_t p = 0; p < trace.agreement_utils.size(); ++p) {
    const double difference = replay.agreement_utils[p] - trace.agreement_utils[p];
    if (!(std::abs(difference) <= kNegmasUtilityTolerance)) {
      return "utility of party " + std::to_string(p) + " differs by " + FormatNumber(difference);
    }
  }
  return {};
}

}  // namespace

NegmasTable::NegmasTable(const NegmasScale& scale, IndexMethod method) : scale_(scale) {
  for (const UtilityFunction& utility : scale.utilities) {
    indexes_.push_back(
        NegmasValueOrThrow(MakeOfferIndex(utility, {.method = method}, utility.name())));
  }
}

NegmasReplay NegmasTable::Run(const NegmasTrace& trace) const {
  std::vector<std::unique_ptr<Strategy>> strategies;
  std::vector<SessionParty> parties;
  for (std::size_t p = 0; p < indexes_.size(); ++p) {
    strategies.push_back(StrategyOf(TacticOf(trace.negotiators[p])));
    SessionParty& party = parties.emplace_back();
    party.utility = &scale_.utilities[p];
    party.index = indexes_[p].get();
    party.strategy = strategies.back().get();
  }
  const std::unique_ptr<Protocol> protocol = NegmasValueOrThrow(MakeProtocol(kNegmasProtocol));
  SessionRules rules;
  rules.protocol = protocol.get();
  rules.rounds = trace.n_steps;
  rules.time = kNegmasTime;
  Session session;
  session.Prepare(rules, parties);

  NegmasReplay replay;
  OfferRecorder recorder(&replay.offers);
  SessionRun run;
  run.observer = &recorder;
  const SessionResult result = session.Run(run);
  replay.end = SittingEndName(result.sitting.end);
  replay.final_step = result.sitting.tick;
  replay.proposer = result.sitting.proposer;
  if (result.sitting.agreed()) {
    replay.agreement = result.sitting.agreement;
    replay.agreement_utils.assign(result.utilities.begin(), result.utilities.end());
  }
  return replay;
}

std::unique_ptr<Strategy> StrategyOf(const std::string& tactic) {
  const TacticCall call = NegmasValueOrThrow(ParseTactic(tactic));
  const StrategyEntry* entry = FindStrategy(call.name);
  if (entry == nullptr) throw std::runtime_error("no strategy '" + call.name + "'");
  std::unique_ptr<Strategy> strategy = entry->make();
  const Diagnostics problems = BindTactic(call, "strategy", FieldVisitor::RefTo(strategy.get()));
  if (!problems.empty()) throw std::runtime_error(TextOf(problems));
  return strategy;
}

std::string TacticOf(const NegmasNegotiator& negotiator) {
  std::vector<NegmasParameter> parameters;
  for (const auto& [name, number] : negotiator.numbers) {
    // Flags are numbers in the loader.
    const bool flag = name.starts_with("accept");
    parameters.push_back({name, flag ? (number != 0 ? "true" : "false") : FormatNumber(number)});
  }
  for (const auto& [name, text] : negotiator.texts) parameters.push_back({name, text});
  return NegmasTactic(negotiator.type, parameters);
}

std::string DifferenceFrom(const NegmasTrace& trace, const NegmasReplay& replay) {
  const bool prefix = trace.first_random_offer.has_value();
  const std::size_t count =
      prefix ? *trace.first_random_offer : std::max(trace.offers.size(), replay.offers.size());
  const std::size_t same = FirstDifference(trace, replay, count);
  if (same < count) {
    return "offer " + std::to_string(same) + ": " + TextOfOffer(replay.offers, same) +
           ", expected " + TextOfOffer(trace.offers, same);
  }
  return prefix ? "" : DifferentEnd(trace, replay);
}

}  // namespace dragoman::testing_support
