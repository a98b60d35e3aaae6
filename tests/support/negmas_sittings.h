#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/registry.h"
#include "tests/support/negmas_vectors.h"

namespace dragoman::testing_support {

/// A session as the engine ran it, in the terms of the vectors.
struct NegmasReplay {
  std::vector<NegmasOffer> offers;
  std::string end;
  std::optional<Outcome> agreement;
  std::vector<double> agreement_utils;
  int proposer = -1;
  int final_step = 0;
};

/// What every session over one domain and scale needs: an index per party. Built once, used for one
/// session after another. `scale` is borrowed.
class NegmasTable {
 public:
  explicit NegmasTable(const NegmasScale& scale, IndexMethod method = IndexMethod::kAuto);

  /// Runs the session of `trace` with the preset's strategies and the preset's protocol. Throws,
  /// and so fails the test, if a strategy or a parameter is unknown.
  NegmasReplay Run(const NegmasTrace& trace) const;

 private:
  const NegmasScale& scale_;
  std::vector<std::unique_ptr<OfferIndex>> indexes_;
};

/// The engine's text for a negotiator of a trace: "negmas_aspiration(max_aspiration=0.9)".
std::string TacticOf(const NegmasNegotiator& negotiator);

/// The strategy that a tactic text names; throws if there is none or a parameter is wrong.
std::unique_ptr<Strategy> StrategyOf(const std::string& tactic);

/// Empty if the replay is what the trace says as far as that is normative; else the first thing
/// that differs, in a line.
std::string DifferenceFrom(const NegmasTrace& trace, const NegmasReplay& replay);

}  // namespace dragoman::testing_support
