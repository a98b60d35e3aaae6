#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "engine/core/cancel.h"
#include "tests/bargaining/strategy_fixture.h"

/// @file
/// Small random domains and sittings for what must hold of every strategy.

namespace dragoman::testing_support {

/// What a battery runs on: a strategy and when it accepts ("": its own condition).
struct BatteryCase {
  std::string strategy;
  std::string acceptance;
};

inline std::ostream& operator<<(std::ostream& out, const BatteryCase& tested) {
  return out << tested.strategy << " + "
             << (tested.acceptance.empty() ? "its own" : tested.acceptance);
}

inline std::vector<BatteryCase> AllBatteryCases() {
  const std::vector<std::string> conditions = {
      "",
      "ac_next(a=1.1, b=0.02)",
      "ac_const(c=0)",
      "ac_time(t=0)",
      "ac_combi(t=0.5, window=average)",
      "any(of=[ac_prev, all(of=[ac_time(t=0.7), ac_window(length=0.5)])])",
      "ac_chance(p=0.3)"};
  std::vector<BatteryCase> cases;
  for (const StrategyEntry& entry : RegisteredStrategies()) {
    for (const std::string& condition : conditions) {
      cases.push_back({std::string(entry.info.name), condition});
    }
  }
  return cases;
}

/// "boulware_ac_next", a name googletest takes; conditions are told apart by their first word and
/// their place in the list.
inline std::string NameOfCase(const testing::TestParamInfo<BatteryCase>& tested) {
  const std::string& text = tested.param.acceptance;
  const std::string first = text.substr(0, text.find('('));
  return tested.param.strategy + (first.empty() ? "" : "_" + first);
}

/// Parties over one random space: 1 .. 4 issues of 1 .. 5 values, every other domain with worths of
/// a few levels, so that ties abound.
class BatteryDomain {
 public:
  BatteryDomain(std::uint64_t number, int num_parties) {
    const Random random(2024, number);
    const auto draw = [&](const char* what, std::uint64_t k) {
      return random.Uniform(MakeStream(what), k);
    };
    std::vector<std::size_t> sizes;
    const auto issues = 1 + static_cast<std::size_t>(4 * draw("issues", 0));
    for (std::size_t i = 0; i < issues; ++i) {
      sizes.push_back(1 + static_cast<std::size_t>(5 * draw("size", i)));
    }
    space_ = OutcomeSpace(sizes);
    std::uint64_t drawn = 0;
    for (int party = 0; party < num_parties; ++party) {
      std::vector<double> worth;
      double best = 0;
      for (const std::size_t size : sizes) {
        double most = 0;
        for (std::size_t v = 0; v < size; ++v) {
          const double u = draw("worth", drawn++);
          worth.push_back(number % 2 == 0 ? u : static_cast<int>(3 * u) / 4.0);
          most = std::max(most, worth.back());
        }
        best += most;
      }
      const double reservation =
          best * 0.7 * draw("reservation", static_cast<std::uint64_t>(party));
      parties_.push_back(std::make_unique<TestParty>(space_, worth, reservation));
    }
    for (const auto& party : parties_) known_.push_back(party->Known());
  }

  const OutcomeSpace& space() const { return space_; }
  TestParty& party(int k) { return *parties_[static_cast<std::size_t>(k)]; }
  int num_parties() const { return static_cast<int>(parties_.size()); }
  Seat SeatFor(int k, bool common_knowledge) {
    Seat seat = party(k).SeatFor(k, num_parties());
    if (common_knowledge) seat.others = known_;
    return seat;
  }

 private:
  OutcomeSpace space_;
  std::vector<std::unique_ptr<TestParty>> parties_;
  std::vector<KnownParty> known_;
};

/// The strategy of a case, ready for a sitting over `space`: what is scripted gets a script.
inline std::unique_ptr<Strategy> MakeBatteryStrategy(const BatteryCase& tested,
                                                     const OutcomeSpace& space) {
  TestSettings settings;
  if (tested.strategy == "scripted") {
    std::vector<std::string> script;
    for (std::uint64_t rank = 0; rank < space.num_outcomes(); ++rank) {
      const PoolOffer offer{space.OutcomeAt(rank)};
      script.push_back(TextOfOffer(&offer));
    }
    settings.Texts("offers", script);
  }
  std::unique_ptr<Strategy> strategy = MakeTestStrategy(tested.strategy, settings);
  if (tested.acceptance.empty()) return strategy;
  return std::make_unique<ComposedStrategy>(std::move(strategy),
                                            MakeTestAcceptance(tested.acceptance));
}

/// A sitting of `tested` in seat `at` against others that concede in different ways.
class BatterySitting {
 public:
  static constexpr int kTicks = 25;

  BatterySitting(BatteryDomain* domain, int at, const char* protocol, bool common_knowledge)
      : domain_(*domain), at_(at), common_(common_knowledge) {
    protocol_ = FindProtocol(protocol)->make();
    static const char* const kOthers[] = {"linear", "micro", "tit_for_tat_absolute"};
    for (int k = 0; k < domain_.num_parties(); ++k) {
      others_.push_back(MakeTestStrategy(kOthers[k % 3]));
    }
    for (int tick = 1; tick <= kTicks; ++tick) times_.push_back(tick / double{kTicks});
    seats_.resize(others_.size());
  }

  /// No heap but what the parties and the protocol take.
  SittingResult Run(Strategy* tested, SittingObserver* observer,
                    const CancelToken* cancel = nullptr, std::uint64_t seed = 7) {
    for (int k = 0; k < domain_.num_parties(); ++k) {
      const auto s = static_cast<std::size_t>(k);
      seats_[s] = k == at_ ? tested : others_[s].get();
      Seat seat = domain_.SeatFor(k, common_);
      seat.random = Random(seed, 0);
      seats_[s]->Begin(seat);
    }
    SittingTable table;
    table.seats = seats_;
    table.times = times_;
    table.space = &domain_.space();
    table.random = Random(seed, 0);
    table.cancel = cancel;
    table.observer = observer;
    return protocol_->Run(table);
  }

  int at() const { return at_; }

 private:
  BatteryDomain& domain_;
  int at_;
  bool common_;
  std::unique_ptr<Protocol> protocol_;
  std::vector<std::unique_ptr<Strategy>> others_;
  std::vector<Strategy*> seats_;
  std::vector<double> times_;
};

}  // namespace dragoman::testing_support
