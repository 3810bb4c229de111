import { Body, Button, Column, Container, Head, Heading, Html, Link, Preview, Row, Section, Text } from "@react-email/components";

const facts = [["Plan", "Team, 10 seats"], ["Price", "€49.00 per month"], ["Start", "November 22, 2026"], ["Account", "jonas@example.com"]];
const muted = { color: "#596273", fontSize: "13px" };

export default function Signup() {
  return (
    <Html lang="en">
      <Head />
      <Preview>Your plan, its price, and where to manage it.</Preview>
      <Body style={{ backgroundColor: "#f3f4f7", fontFamily: "sans-serif" }}>
        <Container style={{ padding: "32px", backgroundColor: "#ffffff" }}>
          <Heading>Welcome to Harbour Cloud</Heading>
          <Text>Hello Jonas,</Text>
          <Text>Thank you for signing up. Your subscription is confirmed. In your account you can manage your plan, payment details and invoices at any time.</Text>
          <Button href="https://example.com/account" style={{ padding: "11px 20px", color: "#ffffff", backgroundColor: "#3447d1" }}>Go to your account</Button>
          <Heading as="h2">Your subscription</Heading>
          {facts.map(([name, value]) => (
            <Row key={name}><Column style={muted}>{name}</Column><Column>{value}</Column></Row>
          ))}
          <Section>
            <Text style={muted}>This e-mail is about your account with Harbour Cloud. <Link href="https://example.com/terms">Terms</Link></Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}
