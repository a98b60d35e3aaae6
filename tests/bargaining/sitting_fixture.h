#pragma once

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/registry.h"

namespace dragoman::testing_support {

/// One-issue offers named by their option.
inline Offer OfferOf(OptionIndex option) {
  Offer offer;
  offer.options.push_back(option);
  return offer;
}

/// Looks the worth of an offer up by its option.
class TableAppraiser final : public Appraiser {
 public:
  explicit TableAppraiser(std::vector<Appraisal> worth) : worth_(std::move(worth)) {}
  Appraisal Appraise(const Offer& offer) const override { return worth_[offer.options[0]]; }

 private:
  std::vector<Appraisal> worth_;
};

/// An Appraisal that is a gain and a delegate's margin.
inline Appraisal Gain(double gain, double margin = 0) {
  Appraisal appraisal;
  appraisal.worth = gain;
  appraisal.margin = margin;
  return appraisal;
}
inline Appraisal Refused(Refusal refusal) {
  Appraisal appraisal;
  appraisal.refusal = refusal;
  appraisal.worth = 1;
  return appraisal;
}

/// Says what it is told to: proposals by tick, and which offers it accepts.
class ScriptedStrategy final : public Strategy {
 public:
  std::vector<const PoolOffer*> proposals;  ///< By tick, null: silent; the last one repeats.
  std::vector<double> gains;                ///< By option.
  std::function<bool(OptionIndex, int)> accepts = [](OptionIndex, int) { return false; };
  double aspiration = 0.5;

  void Begin(const Seat&) override {}
  const PoolOffer* Propose(const Clock& clock) override {
    const auto k = static_cast<std::size_t>(clock.tick - 1);
    return proposals.empty() ? nullptr : proposals[std::min(k, proposals.size() - 1)];
  }
  Judgement Judge(const Offer& offer, const Clock& clock) override {
    Judgement judgement;
    judgement.appraisal.worth = gains[offer.options[0]];
    judgement.needed = aspiration;
    judgement.refusal =
        accepts(offer.options[0], clock.tick) ? Refusal::kNone : Refusal::kAspiration;
    return judgement;
  }
  double Aspiration(const Clock&) override { return aspiration; }
};

/// Runs a sitting of two sides.
inline SittingResult RunSitting(const Protocol& protocol, ScriptedStrategy* first,
                                ScriptedStrategy* second, std::span<const double> times,
                                SittingObserver* observer) {
  Strategy* const seats[] = {first, second};
  SittingTable table;
  table.seats = seats;
  table.times = times;
  table.observer = observer;
  return protocol.Run(table);
}

/// Writes a sitting down: "1:0>2+" is tick 1, side 0 tabled option 2, accepted; "-" refused; "1:0."
/// is silence.
class SittingScript final : public SittingObserver {
 public:
  void OnOffer(const Clock&, int, const PoolOffer&, double) override {}
  void OnReply(const Clock& clock, int, int proposer, const PoolOffer& offer,
               const Judgement& reply) override {
    text += std::to_string(clock.tick) + ":" + std::to_string(proposer) + ">" +
            std::to_string(offer.offer.options[0]) + (reply.accepts() ? "+ " : "- ");
  }
  void OnSilence(const Clock& clock, int proposer, double) override {
    text += std::to_string(clock.tick) + ":" + std::to_string(proposer) + ". ";
  }
  std::string text;
};

}  // namespace dragoman::testing_support
