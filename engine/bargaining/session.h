#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/bargaining/offer_index.h"
#include "engine/bargaining/protocol_terms.h"
#include "engine/bargaining/sitting.h"
#include "engine/bargaining/sorted_index.h"
#include "engine/bargaining/utility_appraiser.h"

namespace dragoman {

/// One party of a session. All pointers are borrowed.
struct SessionParty {
  const UtilityFunction* utility = nullptr;
  const OfferIndex* index = nullptr;  ///< Of this utility; may serve other sessions at once.
  Strategy* strategy = nullptr;       ///< Serves this seat alone while the session runs.
  double concession_exponent = 1;     ///< Seat::concession_exponent.
  double kept_share = 0;              ///< Seat::kept_share.
};

/// What the parties sit down to. Borrowed.
struct SessionRules {
  const Protocol* protocol = nullptr;
  int rounds = 100;
  TickTime time = TickTime::kEnd;  ///< What the clock shows in each round.
  /// Strategies are shown the others' preferences (Seat::others).
  bool common_knowledge = false;
  const Outcome* status_quo = nullptr;  ///< See SittingTable.
};

/// What differs between one run and the next.
struct SessionRun {
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  SittingObserver* observer = nullptr;
  const CancelToken* cancel = nullptr;
};

/// How a session ended, for each party.
struct SessionResult {
  SittingResult sitting;
  double time = 0;  ///< The clock's at the end.
  /// u of the agreement, or the reservation value; by party. Issues that the agreement leaves open
  /// stay at the status quo; where there is none, a partial agreement is worth no agreement.
  InlineVector<double, kMaxParties> utilities;
  /// The same under UtilityFunction::Discounted, rounds gone being those before the one that ended
  /// it (all of them if time ran out). No agreement is discounted like an agreement, as in GENIUS.
  InlineVector<double, kMaxParties> discounted;
};

/// Runs sittings of the same parties under the same rules, one after the other: seats them, lets
/// the protocol run, and works out what everybody got. A run depends on (seed, run) only. No heap
/// after Prepare, unless a protocol settles issues in parts (see SeatMaker): then none once its
/// largest part was seen, constraints and interaction terms apart.
///
/// One thread at a time; indexes and utilities may be shared.
class Session final : private SeatMaker {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Seats the parties. @pre 2 .. kMaxParties of them, over one space; rules.rounds >= 1
  void Prepare(const SessionRules& rules, std::span<const SessionParty> parties);

  /// Runs one sitting. @pre Prepare was called.
  SessionResult Run(const SessionRun& run);

 private:
  /// A seat's offers while some issues are settled.
  struct Part {
    SortedIndex sorted;
    std::unique_ptr<OfferSource> sorted_source;
    std::unique_ptr<OfferIndex> split;  ///< Only where the part is too large to sort.
    std::unique_ptr<OfferSource> split_source;
  };

  void Focus(std::uint32_t open, const Outcome& settled) override;
  OfferSource* Restrict(std::size_t party, const OpenIssues& open);
  void Begin(std::size_t party, OfferSource* offers);
  void Finish(SessionResult* result) const;

  SessionRules rules_;
  std::vector<SessionParty> parties_;
  std::vector<double> times_;
  std::vector<std::unique_ptr<OfferSource>> sources_;
  std::vector<UtilityAppraiser> appraisers_;
  std::vector<Strategy*> strategies_;
  std::vector<KnownParty> known_;  ///< By party; empty unless preferences are common knowledge.
  std::vector<Part> parts_;        ///< By party; empty until a protocol asks.
  SessionRun run_;
  std::uint64_t first_draw_ = 0;
};

}  // namespace dragoman
