#include "engine/backtest/mapping.h"

#include <algorithm>

#include "engine/core/issue.h"
#include "engine/core/portable_math.h"

/// @file
/// Every constant below is the brief's default (domain brief, d.2 and c.1), or ties a coded scale
/// to it so that the coding of the founding case gives back about what its own scenario has. None
/// was set by what a case ended with; the three that may be fitted are in BacktestConstants.

namespace dragoman {
namespace {

/// A number per side, by id.
template <class Function>
Named<double> PerSide(const Conversion& c, const Function& value_of) {
  Named<double> named;
  for (const BacktestSide& side : c.sides) named.emplace_back(side.party.id, value_of(side.party));
  return named;
}

double RankOf(const BacktestParty& party) {
  return kDelegationRankScale[static_cast<std::size_t>(party.rank)];
}

double OfHundred(double points) { return points / 100; }

void MapWinBelief(Conversion* c) {
  constexpr double kPriorWeight = 10;  // Beta(6, 4), Beta(5, 5).
  constexpr double kOptimism = 0.05;   // Their means add up to 1.1.
  const double total = c->sides[0].party.capability + c->sides[1].party.capability;
  Named<Distribution> p;
  for (const BacktestSide& side : c->sides) {
    const double share = total > 0 ? side.party.capability / total : 0.5;
    const double mean = std::clamp(share + kOptimism, 0.05, 0.95);
    p.emplace_back(side.party.id,
                   Distribution::Beta(kPriorWeight * mean, kPriorWeight * (1 - mean)));
  }
  c->Set("M1", "p", p);
}

void MapCost(Conversion* c) {
  constexpr double kMeanCost = 0.075;  // Of U(0, 0.15), at the middle of the scale.
  constexpr double kMostOutside = 0.15;
  Named<Distribution> cost;
  for (const BacktestSide& side : c->sides) {
    const double delay = kMeanCost * side.party.cost_of_delay / 50;
    const double outside = kMostOutside * (50 - side.party.outside_option) / 50;
    const double mean = std::clamp(c->options.constants.delay_cost * (delay + outside), 0.0, 0.5);
    cost.emplace_back(side.party.id, Distribution::Uniform(0, 2 * mean));
  }
  c->Set("M1", "cost", cost);
}

void MapFear(Conversion* c) {
  constexpr double kFear = 0.55;      // Mean of the brief's .5 and .6.
  constexpr double kGuarantee = 0.6;  // As much as full monitoring takes off.
  const double fear = kFear * (1 - kGuarantee * c->leverage());
  c->Set("M4", "chi", PerSide(*c, [fear](const BacktestParty&) { return fear; }));
}

void MapRedLines(Conversion* c) { c->Set("M8", "scale", c->options.constants.red_lines); }

void MapAudience(Conversion* c) {
  c->Set("M11", "alpha", PerSide(*c, [](const BacktestParty& party) {
           return 0.5 * OfHundred(party.audience_cost);
         }));
  c->Set("M11", "publicity", OfHundred(c->inputs->publicity));
}

void MapInsults(Conversion* c) { c->Set("M16", "rate", c->inputs->insults_before ? 0.3 : 0.0); }

/// Mean distance of the mediator's positions from a side's, over the issues that both address.
double DistanceTo(const Conversion& c, std::size_t s) {
  double sum = 0;
  double n = 0;
  for (const BacktestPosition& mine : c.sides[s].positions) {
    const BacktestPosition* its = FindPosition(*c.inputs, *c.inputs->mediator, mine.issue);
    if (its == nullptr) continue;
    sum += portable::Abs(its->position - mine.position);
    n += 1;
  }
  return n > 0 ? sum / n : kAxisLength;
}

void MapMediator(Conversion* c) {
  if (!c->has_mediator()) {
    c->scenario.mechanisms.Enable("M19", false);
    return;
  }
  const auto role = static_cast<std::size_t>(c->inputs->mediator_role);
  c->Set("M19", "role", kMediationRoleNames[role]);
  c->Set("M19", "leverage", c->leverage());
  const double bias = OfHundred(portable::Abs(c->inputs->mediator_bias));
  if (!c->inputs->mediator || bias == 0) return;
  const std::size_t favoured = DistanceTo(*c, 0) <= DistanceTo(*c, 1) ? 0 : 1;
  c->Set("M19", "favour", Named<double>{{c->sides[favoured].party.id, bias}});
}

void MapSincerity(Conversion* c) {
  // The line through the brief's .5 and .2 at the two codings of the founding case.
  constexpr double kIntercept = 1.0 / 3;
  constexpr double kSlope = 1.0 / 150;
  constexpr double kPeace = 0.5;
  const double factor = c->inputs->war_ongoing ? 1 : kPeace;
  c->Set("M22", "exploit", PerSide(*c, [factor](const BacktestParty& party) {
           const double line = kIntercept + kSlope * (party.outside_option - party.cost_of_delay);
           return factor * std::clamp(line, 0.0, 0.9);
         }));
}

void MapThreat(Conversion* c) {
  constexpr double kCredibility = 0.3 / 0.7;  // The brief's .3 at a pressure of 70.
  const double credibility = kCredibility * OfHundred(c->inputs->third_party_pressure);
  const double cost = 0.15 + 0.15 * c->leverage();
  c->Set("M23", "credibility",
         PerSide(*c, [credibility](const BacktestParty&) { return credibility; }));
  c->Set("M23", "cost", PerSide(*c, [cost](const BacktestParty&) { return cost; }));
}

void MapWaiting(Conversion* c) {
  const double mean = (RankOf(c->sides[0].party) + RankOf(c->sides[1].party)) / 2;
  c->Set("M24", "q", 1 - mean);
}

void MapBattlefield(Conversion* c) { c->Set("M25", "sd", c->inputs->war_ongoing ? 0.05 : 0.0); }

void MapDelegations(Conversion* c) {
  const bool drop = c->options.drop_mandate;
  c->Set("M26", "rank", PerSide(*c, RankOf));
  c->Set("M26", "mandate", PerSide(*c, [drop](const BacktestParty& party) {
           return OfHundred(drop ? kNeutralMandate : party.mandate);
         }));
}

void MapHeads(Conversion* c) {
  const bool both = c->sides[0].party.rank == DelegationRank::kHead &&
                    c->sides[1].party.rank == DelegationRank::kHead;
  c->Set("M27", "attend", std::string_view(both ? "both" : "none"));
}

void MapDeadline(Conversion* c) {
  const bool exists = c->inputs->deadline_exists;
  c->Set("M28", "meetings", exists ? static_cast<double>(c->scenario.talks.meetings) : 0.0);
  c->Set("M28", "hardness", exists ? OfHundred(c->inputs->deadline_hardness) : 0.0);
}

void MapBlame(Conversion* c) {
  c->Set("M32", "present", OfHundred(c->inputs->third_party_pressure));
}

void MapEscalation(Conversion* c) {
  const double threat = c->inputs->war_ongoing ? 1 : 0;
  c->Set("M33", "standing", PerSide(*c, [threat](const BacktestParty&) { return threat; }));
}

void MapBlameOfOffers(Conversion* c) {
  c->Set("M37", "publicity", OfHundred(c->inputs->publicity));
}

void MapAttempts(Conversion* c) {
  const double gap = c->inputs->contact_gap_months;
  c->Set("M34", "attempts", gap >= 12 ? 1.0 : (gap >= 1 ? 3.0 : 5.0));
}

void MapCoherence(Conversion* c) {
  double outside = 0;
  for (const BacktestParty& party : c->inputs->parties) {
    outside += party.role == PartyRole::kThirdParty ? 1 : 0;
  }
  c->Set("M38", "coherence", outside > 1 ? 0.5 : 1.0);
}

/// An act of each side toward the other, which feeds trust (c.1(12)).
void AddActs(Conversion* c, Act act, std::string_view cameo, std::string_view what) {
  for (std::size_t s = 0; s < c->sides.size(); ++s) {
    Claim claim;
    claim.id = std::string(what) + (s == 0 ? "-1" : "-2");
    claim.tier = c->scenario.tier;
    claim.source = "the coded case";
    claim.known_by = c->inputs->info_cutoff;
    claim.actor = c->sides[s].party.id;
    claim.targets = {c->sides[1 - s].party.id};
    claim.act = act;
    claim.cameo = cameo;
    claim.q = 0.8;
    c->scenario.claims.push_back(std::move(claim));
  }
}

void MapConduct(Conversion* c) {
  c->scenario.goldstein = {{"190", -10}, {"111", -2}, {"046", 7}};
  const BacktestInputs& inputs = *c->inputs;
  if (inputs.war_ongoing) {
    AddActs(c, Act::kEvent, "190", "fighting");
  }
  if (inputs.insults_before) AddActs(c, Act::kInsult, "111", "insult");
  if (inputs.contact_gap_months <= 3) AddActs(c, Act::kEvent, "046", "contact");
}

constexpr MappingRule kMappingRules[] = {
    {{"capability", "M1.p", "Beta of weight 10 and mean own / (own + other) + .05",
      "the fight is won by the stronger; the brief's Beta(6,4) and Beta(5,5) have the same weight "
      "and the same optimism"},
     MapWinBelief},
    {{"cost_of_delay, outside_option", "M1.cost",
      "uniform from 0 to 2 m, m = .075 delay / 50 + .15 (50 - outside) / 50, at least 0, times the "
      "constant delay_cost",
      "U(0, .15) of the brief at the middle of both scales; a better outside option makes no deal "
      "cheaper"},
     MapCost},
    {{"mediator.leverage", "M4.chi", ".55 (1 - .6 leverage)",
      "who can press can also guarantee (Fortna 2003); as strong as the brief's full monitoring"},
     MapFear},
    {{"firmness, salience", "M8.scale", "the constant red_lines; 1 unless fitted",
      "red lines follow from the coded positions"},
     MapRedLines},
    {{"audience_cost, public", "M11.alpha, M11.publicity", "alpha = .5 audience_cost; public",
      "gives the brief's .4 and .2 for the founding case"},
     MapAudience},
    {{"insults_before", "M16.rate", ".3 if so, else 0",
      "the brief's rate where there were insults"},
     MapInsults},
    {{"mediator.role|leverage|bias, positions", "M19.role, M19.leverage, M19.favour",
      "as coded, off without one; the bias favours the side whose positions are nearer the "
      "mediator's own (ties: the first)",
      "the mechanism's own parameters; the coding does not say to whom a mediator leans"},
     MapMediator},
    {{"outside_option, cost_of_delay, war_ongoing", "M22.exploit",
      "1/3 + (outside - delay) / 150 within 0 and .9; half of it in peace",
      "the line through the brief's .5 and .2; talking for side benefits is a finding about wars "
      "(Min 2025)"},
     MapSincerity},
    {{"third_party_pressure, mediator.leverage", "M23.credibility, M23.cost",
      ".43 pressure; .15 + .15 leverage", "the brief's .3 and .15 at the founding case's pressure"},
     MapThreat},
    {{"rank", "M24.q", "1 - mean rank of the two sides",
      "what delegates may not decide is decided elsewhere; about the brief's .5 for the founding "
      "case, 0 between heads"},
     MapWaiting},
    {{"war_ongoing", "M25.sd", ".05 in war, else 0", "no battlefield, no battles"}, MapBattlefield},
    {{"rank, mandate", "M26.rank, M26.mandate",
      "head 1, minister .7, deputy .5, aide .35; mandate / 100, or .5 with --drop mandate",
      "the mechanism's own scale; heads have a full mandate by M26, whatever was coded"},
     MapDelegations},
    {{"rank", "M27.attend", "both if both sides are led by heads, else none", "who is there"},
     MapHeads},
    {{"deadline", "M28.meetings, M28.hardness", "after the last meeting; hardness / 100",
      "the mechanism's own parameters"},
     MapDeadline},
    {{"third_party_pressure", "M32.present", "pressure / 100",
      "who leaves in front of a pressing third party is blamed; .6 in the brief"},
     MapBlame},
    {{"war_ongoing", "M33.standing", "1 for both sides in war, else 0",
      "whoever fights can open a new front"},
     MapEscalation},
    {{"direct_contact_gap_months", "M34.attempts", "1 from 12 months on, 3 from 1 on, else 5",
      "a long gap makes it a first attempt (Boehmelt 2013)"},
     MapAttempts},
    {{"public", "M37.publicity", "public / 100",
      "the mechanism's own parameter; without effect until M37.rate is set"},
     MapBlameOfOffers},
    {{"parties", "M38.coherence", ".5 with more than one third party, else 1",
      "the brief's .5 where several press; one voice agrees with itself"},
     MapCoherence},
    {{"war_ongoing, insults_before, direct_contact_gap_months", "claims",
      "fighting each way in war, an insult each way, a contact each way within 3 months",
      "acts feed trust as in any scenario (c.1(12))"},
     MapConduct},
};

}  // namespace

void Conversion::Set(std::string_view mechanism, std::string_view option,
                     const MechanismValue& value) {
  if (SetMechanismOption(&scenario.mechanisms, mechanism, option, value)) return;
  unmapped.push_back(std::string(mechanism) + "." + std::string(option));
}

std::span<const MappingRule> MappingRules() { return kMappingRules; }

}  // namespace dragoman
