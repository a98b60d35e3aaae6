// What must hold of every registered strategy with every kind of acceptance condition.

#include "tests/bargaining/strategy_battery.h"

namespace dragoman::testing_support {
namespace {

constexpr std::uint64_t kDomains = 24;

/// Strategies that keep another system's rules to the letter, so that its traces come out: they may
/// offer what they would not take, and may have nothing to say.
bool KeepsForeignRules(const std::string& name) { return name.rfind("negmas_", 0) == 0; }

/// Watches one seat of a sitting, checks what it does and writes all of it down.
class Watch final : public SittingObserver {
 public:
  Watch(BatteryDomain* domain, int at, bool foreign)
      : domain_(*domain), at_(at), foreign_(foreign) {}

  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer, double) override {
    Note(clock, proposer, "offers " + TextOfOffer(&offer));
    if (proposer != at_) return;
    ASSERT_TRUE(domain_.space().Contains(offer.offer)) << text_.back();
    EXPECT_EQ(offer.worth, domain_.party(at_).Worth(offer.offer)) << text_.back();
    if (!foreign_) {
      EXPECT_GE(offer.worth, domain_.party(at_).reservation()) << text_.back();
    }
  }
  void OnReply(const Clock& clock, int responder, int, const PoolOffer& offer,
               const Judgement& reply) override {
    Note(clock, responder, reply.accepts() ? "accepts" : "refuses");
    if (responder != at_) return;
    const double worth = domain_.party(at_).Worth(offer.offer);
    EXPECT_EQ(reply.appraisal.worth, worth);
    if (!reply.accepts()) return;
    EXPECT_GE(worth, domain_.party(at_).reservation()) << text_.back();
    if (!foreign_) {
      EXPECT_GE(worth, reply.needed) << text_.back();
    }
  }
  void OnSilence(const Clock& clock, int proposer, double) override {
    Note(clock, proposer, "is silent");
    if (proposer != at_ || foreign_) return;
    EXPECT_LT(domain_.party(at_).best(), domain_.party(at_).reservation()) << text_.back();
  }
  void OnBreak(const Clock& clock, int party) override { Note(clock, party, "leaves"); }

  const std::vector<std::string>& text() const { return text_; }

 private:
  void Note(const Clock& clock, int party, const std::string& what) {
    text_.push_back(std::to_string(clock.tick) + ": " + std::to_string(party) + " " + what);
  }

  BatteryDomain& domain_;
  int at_;
  bool foreign_;
  std::vector<std::string> text_;
};

class EveryStrategy : public testing::TestWithParam<BatteryCase> {
 protected:
  /// The text of a sitting in domain `number`; `tested` may have sat before.
  static std::vector<std::string> Sit(std::uint64_t number, Strategy* tested,
                                      SittingResult* result = nullptr) {
    const bool simultaneous = number % 4 == 3;
    const int parties = !simultaneous && number % 3 == 2 ? 3 : 2;
    BatteryDomain domain(number, parties);
    BatterySitting sitting(&domain, static_cast<int>(number / 2) % parties,
                           simultaneous ? "simultaneous_proposals" : "alternating_offers",
                           /*common_knowledge=*/number % 5 == 1);
    Watch watch(&domain, sitting.at(), KeepsForeignRules(GetParam().strategy));
    const SittingResult ended = sitting.Run(tested, &watch);
    if (result != nullptr) *result = ended;
    return watch.text();
  }
  static std::unique_ptr<Strategy> Make(std::uint64_t number) {
    return MakeBatteryStrategy(GetParam(), BatteryDomain(number, 2).space());
  }
};

/// All but the strategies of a preset, which know no delegates and keep their model's own rules.
class EveryStrategyOfOurs : public EveryStrategy {};

std::vector<BatteryCase> CasesOfOurs() {
  std::vector<BatteryCase> cases = AllBatteryCases();
  std::erase_if(cases,
                [](const BatteryCase& tested) { return KeepsForeignRules(tested.strategy); });
  return cases;
}

// The checks are the Watch's: offers lie in the space and are worth the reservation, nothing below
// it is accepted, and silence means that there was nothing to offer.
TEST_P(EveryStrategy, OffersAndAcceptsNothingBelowItsReservation) {
  for (std::uint64_t number = 0; number < kDomains; ++number) {
    const auto tested = Make(number);
    const std::vector<std::string> text = Sit(number, tested.get());
    EXPECT_FALSE(text.empty());
    ASSERT_FALSE(HasFailure()) << "domain " << number;
  }
}

TEST_P(EveryStrategy, DoesTheSameWithTheSameSeed) {
  for (std::uint64_t number = 0; number < kDomains; ++number) {
    const auto first = Make(number);
    const auto second = Make(number);
    EXPECT_EQ(Sit(number, first.get()), Sit(number, second.get())) << "domain " << number;
  }
}

TEST_P(EveryStrategy, BeginForgetsTheSittingBefore) {
  // A script belongs to its space.
  const bool scripted = GetParam().strategy == "scripted";
  for (std::uint64_t number = 1; number < kDomains; ++number) {
    const auto used = Make(number);
    Sit(scripted ? number : number - 1, used.get());
    const auto fresh = Make(number);
    EXPECT_EQ(Sit(number, used.get()), Sit(number, fresh.get())) << "domain " << number;
  }
}

/// Asks to stop at a tick.
class Stopper final : public SittingObserver {
 public:
  explicit Stopper(CancelToken* cancel) : cancel_(*cancel) {}
  void OnOffer(const Clock& clock, int, const PoolOffer&, double) override { At(clock); }
  void OnReply(const Clock& clock, int, int, const PoolOffer&, const Judgement&) override {
    At(clock);
  }
  void OnSilence(const Clock& clock, int, double) override { At(clock); }
  bool stopped = false;

 private:
  void At(const Clock& clock) {
    if (clock.tick < 3) return;
    cancel_.Cancel();
    stopped = true;
  }
  CancelToken& cancel_;
};

TEST_P(EveryStrategy, StopsWhereTheCallerAsksTo) {
  for (std::uint64_t number = 0; number < kDomains; ++number) {
    BatteryDomain domain(number, 2);
    BatterySitting sitting(&domain, 0, "alternating_offers", false);
    const auto tested = Make(number);
    CancelToken cancel;
    Stopper stopper(&cancel);
    const SittingResult result = sitting.Run(tested.get(), &stopper, &cancel);
    if (!stopper.stopped || result.agreed() || result.end == SittingEnd::kBroken) continue;
    EXPECT_EQ(result.end, SittingEnd::kCancelled) << "domain " << number;
    EXPECT_LE(result.tick, 4) << "domain " << number;
  }
}

// Nothing is worth having: it is silent, and takes nothing.
TEST_P(EveryStrategyOfOurs, WantsNothingWhereNothingIsWorthHaving) {
  TestParty party(TestSpace({3, 2}), {0, 1, 2, 0, 1}, /*reservation=*/4);
  const auto tested = MakeBatteryStrategy(GetParam(), TestSpace({3, 2}));
  tested->Begin(party.SeatFor(0));
  for (int tick = 1; tick <= 20; ++tick) {
    const Clock clock{tick, 20, tick / 20.0};
    EXPECT_EQ(tested->Propose(clock), nullptr);
    for (const PoolOffer& offer : party.pool()) {
      tested->Hear(1, offer.offer, clock);
      EXPECT_EQ(tested->Judge(offer.offer, clock).refusal, Refusal::kBelowNoDeal);
    }
  }
}

// Listed offers with margins, as in the talks: nothing is tabled or taken below its margin.
TEST_P(EveryStrategyOfOurs, TablesAndTakesNothingBelowTheDelegatesMargin) {
  for (std::uint64_t number = 0; number < kDomains; ++number) {
    BatteryDomain domain(number, 2);
    TestParty& party = domain.party(0);
    party.margin = 0.6 * party.best();
    for (PoolOffer& offer : party.pool()) offer.margin = party.margin;
    Seat seat = party.SeatFor(0);
    seat.pool = party.pool();
    const auto tested = Make(number);
    tested->Begin(seat);
    for (int tick = 1; tick <= 25; ++tick) {
      const Clock clock{tick, 25, tick / 25.0};
      const Offer heard =
          domain.party(1)
              .pool()[static_cast<std::size_t>(tick) % domain.party(1).pool().size()]
              .offer;
      tested->Hear(1, heard, clock);
      const Judgement judgement = tested->Judge(heard, clock);
      if (judgement.accepts()) {
        EXPECT_GE(party.Worth(heard), party.margin);
      }
      const PoolOffer* offer = tested->Propose(clock);
      if (offer != nullptr) {
        EXPECT_GE(offer->worth, party.margin);
      }
    }
  }
}

// Within a tick a party says one thing (the protocols and the record of the talks rely on it).
TEST_P(EveryStrategyOfOurs, HoldsOutForOneThingWithinATick) {
  for (std::uint64_t number = 0; number < kDomains; ++number) {
    BatteryDomain domain(number, 2);
    const auto tested = Make(number);
    tested->Begin(domain.SeatFor(0, false));
    for (int tick = 1; tick <= 10; ++tick) {
      const Clock clock{tick, 10, tick / 10.0};
      const double before = tested->Aspiration(clock);
      tested->Propose(clock);
      tested->Hear(1, domain.party(1).pool()[0].offer, clock);
      tested->Judge(domain.party(1).pool()[0].offer, clock);
      EXPECT_EQ(tested->Aspiration(clock), before) << "domain " << number << ", tick " << tick;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Registered, EveryStrategy, testing::ValuesIn(AllBatteryCases()),
                         NameOfCase);
INSTANTIATE_TEST_SUITE_P(Registered, EveryStrategyOfOurs, testing::ValuesIn(CasesOfOurs()),
                         NameOfCase);

TEST(EveryStrategyTest, SaysWhatItIsAndWhereItComesFrom) {
  EXPECT_GE(RegisteredStrategies().size(), 20U);
  for (const StrategyEntry& entry : RegisteredStrategies()) {
    EXPECT_FALSE(entry.info.summary.empty()) << entry.info.name;
    EXPECT_FALSE(entry.info.formula.empty()) << entry.info.name;
    EXPECT_FALSE(entry.info.source.empty()) << entry.info.name;
  }
  EXPECT_GE(RegisteredAcceptances().size(), 10U);
  for (const AcceptanceEntry& entry : RegisteredAcceptances()) {
    EXPECT_FALSE(entry.info.summary.empty()) << entry.info.name;
    EXPECT_FALSE(entry.info.formula.empty()) << entry.info.name;
    EXPECT_FALSE(entry.info.source.empty()) << entry.info.name;
  }
}

// Agreements are reached at all: a battery of parties that never agree would prove little.
TEST(EveryStrategyTest, MostSittingsEndInAgreement) {
  for (const char* name : {"boulware", "linear", "conceder", "micro", "nice_tit_for_tat",
                           "trade_off", "nash_seeking", "zeuthen", "tit_for_tat_relative"}) {
    int agreed = 0;
    for (std::uint64_t number = 0; number < 2 * kDomains; ++number) {
      BatteryDomain domain(number, 2);
      BatterySitting sitting(&domain, 0, "alternating_offers", true);
      const auto tested = MakeBatteryStrategy({name, ""}, domain.space());
      agreed += sitting.Run(tested.get(), nullptr).agreed() ? 1 : 0;
    }
    EXPECT_GE(agreed, 24) << name;
  }
}

}  // namespace
}  // namespace dragoman::testing_support
