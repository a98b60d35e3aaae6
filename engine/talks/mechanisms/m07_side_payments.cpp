#include <algorithm>

#include "engine/core/text.h"
#include "engine/talks/bundle_term.h"
#include "engine/talks/mechanism.h"

namespace dragoman::m07 {

struct Payment {
  std::string from;
  std::string to;
  Rule when;
  double worth = 0;
  bool secret = false;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "from", .doc = "party that owns and gives it", .required = true}, &from);
    v->Visit({.name = "to", .doc = "principal that receives it", .required = true}, &to);
    v->Visit({.name = "when", .doc = "bundles it comes with", .required = true}, &when);
    v->Visit({.name = "worth",
              .doc = "m: to the receiver; a principal that pays loses as much",
              .range = kUnitInterval,
              .unit = "utility",
              .required = true},
             &worth);
    v->Visit({.name = "secret",
              .doc = "a side deal that no audience sees: a principal that pays bears no audience "
                     "cost (M11)"},
             &secret);
  }
};

struct Consent {
  std::string issue;
  std::string option;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "issue", .doc = "issue owned by third parties", .required = true}, &issue);
    v->Visit({.name = "option",
              .doc = "they allow every option from the status quo up to this one",
              .required = true},
             &option);
  }
};

/// Side payments and side deals: what an owner outside the bargain, or a principal, adds to a
/// bundle to make it acceptable, u_a += m; and what third parties allow on the issues that are
/// theirs. A secret deal has no publicity, so no audience cost (Cuba 1962). Source: domain brief
/// d.3; talks model 4.6 on consent.
struct Options {
  std::vector<Payment> payments;
  std::vector<Consent> consents;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "payments", .doc = "what comes with which bundles"}, &payments);
    v->Visit({.name = "consents",
              .doc = "what third-party owners would allow beyond what their claims say"},
             &consents);
  }
};

class SidePayments final : public Mechanism {
 public:
  SidePayments(const Options& options, const TalksModel& model, Diagnostics* problems) {
    payments_.reserve(options.payments.size());
    for (std::size_t k = 0; k < options.payments.size(); ++k) {
      AddPayment(options.payments[k], Concat({"payments[", k, "]"}), model, problems);
    }
    CheckTermCount(payments_.size(), "payments", problems);
    for (std::size_t k = 0; k < options.consents.size(); ++k) {
      AddConsent(options.consents[k], Concat({"consents[", k, "]"}), model, problems);
    }
  }

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    if (step == Step::kDraw) {
      for (std::size_t i = 0; i < kMaxIssues; ++i) state->consented[i] |= consents_[i];
      return;
    }
    for (const PaidTerm& payment : payments_) {
      SideTerm term = payment.term.ToSideTerm();
      if (payment.payer >= 0) {
        const auto payer = static_cast<std::size_t>(payment.payer);
        const double seen = payment.secret ? 0 : state->sides[payer].audience;
        term.worth[payer] -= payment.worth * (1 + seen);
      }
      state->terms.push_back(term);
    }
  }

 private:
  struct PaidTerm {
    BundleTerm term;
    int payer = kNobody;
    double worth = 0;
    bool secret = false;
  };

  void AddPayment(const Payment& payment, const std::string& path, const TalksModel& model,
                  Diagnostics* problems) {
    PaidTerm paid;
    const int to = PrincipalAt(model, payment.to, path + ".to", problems);
    CheckParty(model, payment.from, path + ".from", problems);
    paid.term = CompileTerm(model, payment.when, path + ".when", problems);
    paid.payer = model.SideOf(payment.from);
    paid.worth = payment.worth;
    paid.secret = payment.secret;
    if (to < 0) return;
    if (paid.payer == to) {
      problems->push_back({path + ".from", Concat({"'", payment.from, "' pays itself"}),
                           Concat({"another party than '", payment.to, "'"})});
      return;
    }
    paid.term.worth[static_cast<std::size_t>(to)] = payment.worth;
    payments_.push_back(std::move(paid));
  }

  void AddConsent(const Consent& consent, const std::string& path, const TalksModel& model,
                  Diagnostics* problems) {
    const IssueIndex index = IssueAt(model, consent.issue, path + ".issue", problems);
    if (index == kNoIssue) return;
    const Issue& issue = model.space->issue(index);
    const auto option = issue.FindOption(consent.option);
    if (!option) {
      std::vector<std::string> ids;
      for (const Option& known : issue.options) ids.push_back(known.id);
      problems->push_back({path + ".option",
                           Concat({"issue '", issue.id, "' has no option '", consent.option, "'"}),
                           ExpectedOneOf(consent.option, ids)});
      return;
    }
    if (model.traits[At(index)].third_party_owners.empty()) {
      problems->push_back({path + ".issue",
                           Concat({"issue '", issue.id, "' is the principals' own"}),
                           "an issue owned by a third party"});
      return;
    }
    const OptionIndex first = std::min(*option, issue.status_quo);
    const OptionIndex last = std::max(*option, issue.status_quo);
    for (OptionIndex o = first; o <= last; ++o) consents_[At(index)] |= OptionBit(o);
  }

  std::vector<PaidTerm> payments_;
  std::array<OptionSet, kMaxIssues> consents_{};
};

const RegisterMechanism<SidePayments, Options> kRegistered{{
    .id = "M7",
    .name = "side_payments",
    .title = "Side payments and what third parties allow",
    .formula = "u_a += m with bundles of which `when` holds; a principal that pays loses m (1 + "
               "audience cost unless secret)",
    .source = "domain brief d.3; talks model 4.6",
    .sign = "m up: bundles it comes with are agreed more often, unless the issue is sacred (M5)",
    .when_off = "nothing is added to a bundle, and owners allow what their claims say",
    .steps = {{Step::kDraw, 65}, {Step::kPrepare, 30}},
}};

}  // namespace dragoman::m07
