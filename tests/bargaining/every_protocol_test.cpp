#include <bit>
#include <map>
#include <set>

#include "engine/bargaining/pool_source.h"
#include "tests/bargaining/protocol_fixture.h"

/// @file
/// What must hold of every registered protocol, whatever its rules.

namespace dragoman::testing_support {
namespace {

/// A party with random additive worths that asks for less as time runs, and takes what it asks for.
class Haggler final : public Strategy, public Appraiser {
 public:
  Haggler(const OutcomeSpace& space, const Random& random, std::uint64_t first) : space_(space) {
    const StreamKey key = MakeStream("worth");
    for (std::size_t v = 0; v < space.num_values(); ++v) {
      table_.push_back(random.Uniform(key, first + v) / static_cast<double>(space.num_issues()));
    }
    Focus(~std::uint32_t{0}, {});
  }
  bool stubborn = false;  ///< Tables nothing, accepts nothing.
  CancelToken* cancels = nullptr;
  int cancels_at = 0;
  int calls = 0;

  /// Offers in which only the issues of `open` vary.
  void Focus(std::uint32_t open, const Outcome& settled) {
    pool_.clear();
    for (std::uint64_t rank = 0; rank < space_.num_outcomes(); ++rank) {
      const Outcome outcome = space_.OutcomeAt(rank);
      bool fits = true;
      for (std::size_t i = 0; i < space_.num_issues(); ++i) {
        fits = fits && (((open >> i) & 1U) != 0 || outcome.options[i] == settled.options[i]);
      }
      if (fits) pool_.push_back({.offer = outcome, .worth = Worth(outcome)});
    }
    source_.Reset(space_, pool_);
  }

  Appraisal Appraise(const Offer& offer) const override {
    Appraisal appraisal;
    appraisal.worth = Worth(offer);
    return appraisal;
  }
  void Begin(const Seat&) override {}
  double Aspiration(const Clock& clock) override {
    const double best = source_.best_worth();
    return best - (best - source_.worst_worth()) * 0.7 * clock.time;
  }
  const PoolOffer* Propose(const Clock& clock) override {
    Called(clock);
    if (stubborn) return nullptr;
    return source_.CheapestWithin(Aspiration(clock), 1e9, &found_) ? &found_ : nullptr;
  }
  Judgement Judge(const Offer& offer, const Clock& clock) override {
    Called(clock);
    Judgement judgement;
    judgement.appraisal = Appraise(offer);
    judgement.needed = Aspiration(clock);
    const bool accepts = !stubborn && judgement.appraisal.worth >= judgement.needed;
    judgement.refusal = accepts ? Refusal::kNone : Refusal::kAspiration;
    return judgement;
  }

 private:
  void Called(const Clock& clock) {
    ++calls;
    EXPECT_GE(clock.tick, last_tick_);
    EXPECT_LE(clock.tick, clock.ticks);
    last_tick_ = clock.tick;
    if (cancels != nullptr && clock.tick >= cancels_at) cancels->Cancel();
  }
  double Worth(const Outcome& outcome) const {
    double sum = 0;
    for (std::size_t i = 0; i < space_.num_issues(); ++i) {
      sum += table_[space_.offset(i) + outcome.options[i]];
    }
    return sum;
  }

  const OutcomeSpace& space_;
  std::vector<double> table_;
  std::vector<PoolOffer> pool_;
  PoolSource source_;
  PoolOffer found_;
  int last_tick_ = 1;
};

/// Remembers who tabled or accepted what, and the last tick at which anything happened.
class Witness final : public SittingObserver {
 public:
  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double) override {
    tick = clock.tick;
    tabled.insert(offer.offer);
    if (proposer >= 0) assented[offer.offer] |= std::uint32_t{1} << proposer;
    words += "o" + std::to_string(proposer) + DigitsOf(offer.offer);
  }
  void OnReply(const Clock& clock, int responder, int, const PoolOffer& offer,
               const Judgement& reply) override {
    tick = clock.tick;
    if (reply.accepts()) assented[offer.offer] |= std::uint32_t{1} << responder;
    words += "r" + std::to_string(responder) + (reply.accepts() ? "+" : "-");
  }
  void OnSilence(const Clock& clock, int proposer, double) override {
    tick = clock.tick;
    words += "s" + std::to_string(proposer);
  }
  int tick = 0;
  std::set<Offer> tabled;
  std::map<Offer, std::uint32_t> assented;
  std::string words;
};

/// A table of hagglers under one protocol, made anew for each sitting.
class World final : public SeatMaker {
 public:
  World(const ProtocolEntry& entry, int parties, std::uint64_t run, FieldValues values = {})
      : protocol(MakeProtocol(entry.info.name, std::move(values))) {
    const Random random(7, run);
    for (int p = 0; p < parties; ++p) {
      seats_.push_back(
          std::make_unique<Haggler>(space_, random, static_cast<std::uint64_t>(p) * 100));
    }
    status_quo_.options.assign(space_.num_issues(), 0);
    FillTickTimes(TickTime::kEnd, kTicks, &times_);
    table.space = &space_;
    table.status_quo = &status_quo_;
    table.times = times_;
    table.random = random;
    table.first_draw = run << 32U;
    table.observer = &witness;
    if (entry.needs.seat_maker) table.seat_maker = this;
  }
  void Focus(std::uint32_t open, const Outcome& settled) override {
    for (const auto& seat : seats_) seat->Focus(open, settled);
  }
  Haggler& party(std::size_t k) { return *seats_[k]; }
  void Swap() { std::swap(seats_[0], seats_[1]); }
  SittingResult Sit() { return Sit(*protocol); }
  SittingResult Sit(const Protocol& rules) {
    std::vector<Strategy*> seats;
    for (const auto& seat : seats_) seats.push_back(seat.get());
    table.seats = seats;
    return rules.Run(table);
  }

  static constexpr int kTicks = 12;
  std::unique_ptr<Protocol> protocol;
  SittingTable table;
  Witness witness;

 private:
  OutcomeSpace space_{std::vector<std::size_t>{3, 4, 2}};
  std::vector<std::unique_ptr<Haggler>> seats_;
  Outcome status_quo_;
  std::vector<double> times_;
};

class EveryProtocol : public testing::TestWithParam<std::string> {
 protected:
  const ProtocolEntry& Entry() const { return *FindProtocol(GetParam()); }
  std::vector<int> Sizes() const {
    return Entry().needs.max_parties < 3 ? std::vector<int>{2} : std::vector<int>{2, 3, 5};
  }
  /// Parameters under which everybody's assent is needed, whatever the default.
  FieldValues Unanimous() const {
    if (Entry().needs.max_parties < 3) return {};
    return {{"assent", std::string("unanimity")}};
  }
  static constexpr std::uint64_t kRuns = 60;
};

TEST_P(EveryProtocol, AnAgreementWasTabledAndAcceptedByAllWhoseAssentIsNeeded) {
  int agreed = 0;
  for (const int parties : Sizes()) {
    const std::uint32_t everybody = (std::uint32_t{1} << parties) - 1;
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      World world(Entry(), parties, run, Unanimous());
      const SittingResult result = world.Sit();
      if (!result.agreed()) continue;
      ++agreed;
      EXPECT_TRUE(world.witness.tabled.contains(result.agreement));
      EXPECT_EQ(world.witness.assented[result.agreement], everybody);
      EXPECT_TRUE(world.table.space->Contains(result.agreement));
      EXPECT_NE(result.settled & 7U, 0U);
    }
  }
  EXPECT_GT(agreed, 0);
}

/// Protocols for more than two parties.
class EveryCouncil : public EveryProtocol {};

// Fewer may be enough under a majority, but never half or less.
TEST_P(EveryCouncil, AMajorityIsEnoughOnlyIfMoreThanHalfAccept) {
  int by_some = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    World world(Entry(), 5, run, {{"assent", std::string("majority")}});
    const SittingResult result = world.Sit();
    if (!result.agreed()) continue;
    const int accepted = std::popcount(world.witness.assented[result.agreement]);
    EXPECT_GE(accepted, 3);
    by_some += accepted < 5 ? 1 : 0;
  }
  EXPECT_GT(by_some, 0);
}

TEST_P(EveryProtocol, APartyThatNeverAcceptsBlocksUnanimity) {
  for (const int parties : Sizes()) {
    for (std::uint64_t run = 0; run < 10; ++run) {
      World world(Entry(), parties, run, Unanimous());
      world.party(static_cast<std::size_t>(parties - 1)).stubborn = true;
      EXPECT_EQ(world.Sit().end, SittingEnd::kTimedOut);
    }
  }
}

TEST_P(EveryProtocol, EndsWithinItsTicksAndSaysWhen) {
  for (const int parties : Sizes()) {
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      World world(Entry(), parties, run);
      const SittingResult result = world.Sit();
      EXPECT_GE(result.tick, 1);
      EXPECT_LE(result.tick, World::kTicks);
      EXPECT_EQ(result.tick, world.witness.tick);
      EXPECT_GE(result.proposer, -1);
      EXPECT_LT(result.proposer, parties);
      EXPECT_EQ(result.leaver, -1);
    }
  }
}

TEST_P(EveryProtocol, TheSameSittingEndsTheSameWayWatchedOrNot) {
  for (const int parties : Sizes()) {
    for (std::uint64_t run = 0; run < 20; ++run) {
      World first(Entry(), parties, run);
      World second(Entry(), parties, run);
      World unwatched(Entry(), parties, run);
      unwatched.table.observer = nullptr;
      const SittingResult a = first.Sit();
      const SittingResult b = second.Sit();
      const SittingResult c = unwatched.Sit();
      EXPECT_EQ(first.witness.words, second.witness.words);
      for (const SittingResult& other : {b, c}) {
        EXPECT_EQ(a.end, other.end);
        EXPECT_EQ(a.agreement, other.agreement);
        EXPECT_EQ(a.tick, other.tick);
        EXPECT_EQ(a.proposer, other.proposer);
        for (std::size_t p = 0; p < static_cast<std::size_t>(parties); ++p) {
          EXPECT_EQ(a.best_offered[p], other.best_offered[p]);
          EXPECT_EQ(a.aspiration[p], other.aspiration[p]);
        }
      }
    }
  }
}

TEST_P(EveryProtocol, ACancelledSittingAsksNobody) {
  World world(Entry(), 2, 1);
  CancelToken cancel;
  cancel.Cancel();
  world.table.cancel = &cancel;
  const SittingResult result = world.Sit();
  EXPECT_EQ(result.end, SittingEnd::kCancelled);
  EXPECT_EQ(world.party(0).calls + world.party(1).calls, 0);
}

TEST_P(EveryProtocol, StopsAtTheNextTickWhenCancelled) {
  World world(Entry(), 2, 1, Unanimous());
  CancelToken cancel;
  world.table.cancel = &cancel;
  world.party(0).cancels = &cancel;
  world.party(1).stubborn = true;
  const SittingResult result = world.Sit();
  if (GetParam() == "take_it_or_leave_it") {
    EXPECT_EQ(result.end, SittingEnd::kTimedOut);  // its only tick was under way
  } else {
    EXPECT_EQ(result.end, SittingEnd::kCancelled);
  }
  EXPECT_EQ(world.witness.tick, 1);
}

TEST_P(EveryProtocol, HoldsOutForWhatItsPartiesHoldOutFor) {
  World world(Entry(), 2, 3);
  const SittingResult result = world.Sit();
  for (const std::size_t p : {0, 1}) {
    EXPECT_GT(result.aspiration[p], 0) << p;
    EXPECT_LE(result.aspiration[p], 1) << p;
    EXPECT_LE(result.best_offered[p], 1) << p;
  }
}

TEST_P(EveryProtocol, ASittingLeavesNothingBehindInTheProtocol) {
  World fresh(Entry(), 2, 5);
  World before(Entry(), 2, 6);
  World after(Entry(), 2, 5);
  const auto protocol = MakeProtocol(GetParam());
  before.Sit(*protocol);
  EXPECT_EQ(fresh.Sit().agreement, after.Sit(*protocol).agreement);
  EXPECT_EQ(fresh.witness.words, after.witness.words);
}

std::vector<std::string> ProtocolNames() {
  std::vector<std::string> names;
  for (const ProtocolEntry& entry : RegisteredProtocols()) names.emplace_back(entry.info.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Registered, EveryProtocol, testing::ValuesIn(ProtocolNames()),
                         [](const auto& entry) { return entry.param; });

std::vector<std::string> CouncilNames() {
  std::vector<std::string> names = ProtocolNames();
  std::erase_if(names,
                [](const std::string& name) { return FindProtocol(name)->needs.max_parties < 5; });
  return names;
}

INSTANTIATE_TEST_SUITE_P(Registered, EveryCouncil, testing::ValuesIn(CouncilNames()),
                         [](const auto& entry) { return entry.param; });

/// Protocols in which no seat speaks first: exchanging the seats exchanges the roles.
class SymmetricProtocol : public testing::TestWithParam<std::string> {};

TEST_P(SymmetricProtocol, ExchangedSeatsAgreeOnTheSame) {
  for (std::uint64_t run = 0; run < 100; ++run) {
    World straight(*FindProtocol(GetParam()), 2, run);
    World swapped(*FindProtocol(GetParam()), 2, run);
    swapped.Swap();
    const SittingResult a = straight.Sit();
    const SittingResult b = swapped.Sit();
    EXPECT_EQ(a.end, b.end);
    EXPECT_EQ(a.agreement, b.agreement);
    EXPECT_EQ(a.tick, b.tick);
    EXPECT_EQ(a.best_offered[0], b.best_offered[1]);
    EXPECT_EQ(a.best_offered[1], b.best_offered[0]);
  }
}

INSTANTIATE_TEST_SUITE_P(NoFirstWord, SymmetricProtocol,
                         testing::Values("simultaneous_proposals", "written_proposals"),
                         [](const auto& entry) { return entry.param; });

}  // namespace
}  // namespace dragoman::testing_support
