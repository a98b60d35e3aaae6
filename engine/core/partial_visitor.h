#pragma once

#include "engine/core/fields.h"

namespace dragoman {

/// A visitor that looks at some kinds of fields only: it overrides those, the rest goes to Others.
class PartialVisitor : public FieldVisitor {
 public:
  void VisitNumber(const Field& field, double*) override { Others(field); }
  void VisitOptionalNumber(const Field& field, std::optional<double>*) override { Others(field); }
  void VisitInteger(const Field& field, int*) override { Others(field); }
  void VisitFlag(const Field& field, bool*) override { Others(field); }
  void VisitText(const Field& field, std::string*) override { Others(field); }
  void VisitChoice(const Field& field, std::span<const std::string_view>, int*) override {
    Others(field);
  }
  void VisitDistribution(const Field& field, Distribution*) override { Others(field); }
  void VisitRule(const Field& field, Rule*) override { Others(field); }
  void VisitTexts(const Field& field, std::vector<std::string>*) override { Others(field); }
  void VisitNumbers(const Field& field, std::vector<double>*) override { Others(field); }
  void VisitNamedNumbers(const Field& field, Named<double>*) override { Others(field); }
  void VisitNamedDistributions(const Field& field, Named<Distribution>*) override { Others(field); }
  void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>*) override {
    Others(field);
  }
  void VisitObject(const Field& field, ObjectRef) override { Others(field); }
  void VisitList(const Field& field, ListRef) override { Others(field); }

 protected:
  /// A field of a kind that is not overridden; by default it is passed over.
  virtual void Others(const Field&) {}
};

}  // namespace dragoman
